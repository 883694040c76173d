import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { missingTests, type NamedTest } from './named-tests.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Claims {
  claims: { id: string; checks?: { id: string; tests: NamedTest[] }[] }[];
}

describe('the checks of the privacy notice', () => {
  // Their shape is libs/policy's to judge; only from here can every project's specs be seen.
  const { claims } = parse(readFileSync(join(root, 'libs/policy/policy/claims.yaml'), 'utf8')) as Claims;
  const named = claims.flatMap(({ checks = [] }) => checks.flatMap(({ tests }) => tests));

  it('name tests that are there', () => {
    expect(named.length).toBeGreaterThan(50);
    expect(missingTests(root, named)).toEqual([]);
  });
});
