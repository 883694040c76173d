import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingTests, testNames } from './named-tests.ts';

describe('the names of tests', () => {
  it('are their titles behind those of their groups, as Jest prints them', () => {
    const text = `
      describe('a door', () => {
        describe.each([1, 2])('number %d', () => {
          it('opens', async () => {});
          for (const key of keys) test(\`takes \${key}\`, () => {});
        });
        it.each(['a'])('is shut to %s', () => {});
      });
      it("it's alone", () => {});`;
    expect(testNames(text)).toEqual([
      'a door number %d opens',
      'a door number %d takes ${key}',
      'a door is shut to %s',
      "it's alone",
    ]);
  });

  it('are not those of tests that do not run', () => {
    const text = `
      describe.skip('a door', () => { it('opens', () => {}); });
      xdescribe('a gate', () => { it('opens', () => {}); });
      it.skip('closes', () => {}); it.todo('locks'); xit('squeaks', () => {});
      // it('is a comment', () => {});
      const text = "it('is a string', () => {})";`;
    expect(testNames(text)).toEqual([]);
  });
});

describe('a test that is named', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebbflow-proofs-'));
    writeFileSync(join(folder, 'door.spec.ts'), `describe('a door', () => { it('opens', () => {}); });`);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is found in its file', () => {
    expect(missingTests(folder, [{ file: 'door.spec.ts', name: 'a door opens' }])).toEqual([]);
  });

  it('is missed when it has another name, part of one, or its file is gone', () => {
    const named = [
      { file: 'door.spec.ts', name: 'a door closes' },
      { file: 'door.spec.ts', name: 'opens' },
      { file: 'gate.spec.ts', name: 'a gate opens' },
    ];
    expect(missingTests(folder, named)).toEqual([
      'door.spec.ts has no test "a door closes".',
      'door.spec.ts has no test "opens".',
      'gate.spec.ts does not exist (named for "a gate opens").',
    ]);
  });
});
