import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unexplainedExceptions } from './lint-exceptions.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebbflow-exceptions-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

// Put together here, so that the check does not find them in this file.
const off = ['eslint', 'disable'].join('-');
const ignore = ['@ts', 'ignore'].join('-');

it.each([
  ['a whole file', `/* ${off} */`, ['x.ts switches rules off for the whole file; name the line.']],
  ['one rule for a whole file', `/* ${off} no-eval */`, ['x.ts switches rules off for the whole file; name the line.']],
  [
    'a line without a reason',
    `// ${off}-next-line no-eval`,
    [`x.ts has ${off}-next-line without a reason after it (-- because …).`],
  ],
  ['a compiler error that is swallowed', `// ${ignore} because`, [`x.ts uses ${ignore}; use @ts-expect-error.`]],
  ['a line with a reason', `// ${off}-next-line no-eval -- the value is a constant`, []],
])('judges %s', (_what, text, expected) => {
  writeFileSync(join(folder, 'x.ts'), `${text}\nexport const x = 1;\n`);
  expect(unexplainedExceptions(folder, ['x.ts'])).toEqual(expected);
});
