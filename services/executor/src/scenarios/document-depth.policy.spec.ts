import { isTooDeep, MAX_DOCUMENT_DEPTH } from './document-depth.policy.ts';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('isTooDeep', () => {
  it('lets pass what is nested as deep as allowed and refuses one level more', () => {
    expect(isTooDeep(nested(MAX_DOCUMENT_DEPTH))).toBe(false);
    expect(isTooDeep(nested(MAX_DOCUMENT_DEPTH + 1))).toBe(true);
  });

  it('survives a depth that would exhaust the stack', () => {
    expect(isTooDeep(nested(1_000_000))).toBe(true);
  });
});
