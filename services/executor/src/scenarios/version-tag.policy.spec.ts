import { VersionRequiredError } from './scenarios.errors.ts';
import { readVersionTag, versionTag } from './version-tag.policy.ts';

describe('readVersionTag', () => {
  it('reads back the tag of a version', () => {
    expect(readVersionTag(versionTag(12))).toBe(12);
  });

  it('demands a tag', () => {
    expect(() => readVersionTag(undefined)).toThrow(VersionRequiredError);
  });

  it('takes a tag that is not ours for a version that does not exist', () => {
    // 0 is the revision of what was never set.
    expect(readVersionTag('W/"12"')).toBe(-1);
  });
});
