import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CLASSES } from '@ebbflow/connector-sdk';
import { DEFAULT_LIMITS } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/reference/engine-semantics.md'), 'utf8');

describe('the page about the engine', () => {
  it('names only conformance cases that exist', () => {
    const cases = new Set(readdirSync(join(root, 'libs/engine/conformance')));
    const named = [...page.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !cases.has(name))).toEqual([]);
  });

  it('leaves out no error class and no bound', () => {
    expect([...ERROR_CLASSES, ...Object.keys(DEFAULT_LIMITS)].filter((name) => !page.includes(name))).toEqual([]);
  });
});
