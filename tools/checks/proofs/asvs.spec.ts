import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type AsvsFile, asvsFaults } from './asvs.ts';
import { missingTests } from './named-tests.ts';

const root = resolve(import.meta.dirname, '../../..');
const file = parse(readFileSync(join(root, 'docs/reference/asvs.yaml'), 'utf8')) as AsvsFile;

describe('the list of requirements', () => {
  it('has all 246 of levels 1 and 2 that can apply, each with its tests or a reason', () => {
    expect(asvsFaults(file)).toEqual([]);
    expect(file.requirements).toHaveLength(246);
  });

  it('proves at least 150 by tests, and every test that it names is there', () => {
    const proved = file.requirements.flatMap(({ tests = [] }) => (tests.length > 0 ? [tests] : []));
    expect(proved.length).toBeGreaterThanOrEqual(150);
    expect(missingTests(root, proved.flat())).toEqual([]);
  });

  const [first, ...others] = file.requirements;
  const bare = { id: first?.id ?? '', level: first?.level ?? 1, asks: first?.asks ?? '' };

  it.each([
    ['a requirement is left out', { ...file, requirements: others }, /^Chapter 1 has 8 \+ 18 requirements/],
    ['one has neither tests nor a reason', { ...file, requirements: [bare, ...others] }, /^1\.1\.1 needs tests/],
    ['tests are an empty list', { ...file, requirements: [{ ...bare, tests: [] }, ...others] }, /^1\.1\.1 needs tests/],
    [
      'one has both',
      { ...file, requirements: [{ ...bare, tests: [{ file: 'a', name: 'b' }], open: 'c' }, ...others] },
      /^1\.1\.1 needs/,
    ],
    ['one comes twice', { ...file, requirements: [bare, ...file.requirements] }, /^1\.1\.1 stands behind 1\.1\.1/],
    ['a count is not so', { ...file, counts: { ...file.counts, open: 0 } }, /^counts\.open says 0; there are \d+/],
  ] as const)('is refused when %s', (_what, broken, fault) => {
    expect(asvsFaults(broken)).toContainEqual(expect.stringMatching(fault));
  });
});
