import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenLinks } from './broken-links.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebbflow-links-'));
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs/glossary.md'), '# Glossary\n\n## Lease, and fence\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function faultsOf(text: string): string[] {
  writeFileSync(join(folder, 'docs/page.md'), text);
  return brokenLinks(folder, ['docs/page.md']);
}

it('follows files, folders, headings and links from the root', () => {
  expect(
    faultsOf('[a](glossary.md) [b](../docs) [c](/docs/glossary.md#lease-and-fence) [d](#here)\n\n# Here\n'),
  ).toEqual([]);
});

it('leaves alone what is code or points outside', () => {
  expect(faultsOf('`[a](gone.md)` [b](https://example.com/gone)\n\n```\n[c](gone.md)\n```\n')).toEqual([]);
});

it.each([
  ['a file that is gone', '[a](gone.md)', 'docs/page.md links to gone.md, which does not exist.'],
  ['a picture that is gone', '![a](gone.png)', 'docs/page.md links to gone.png, which does not exist.'],
  [
    'a heading that is gone',
    '[a](glossary.md#gone)',
    'docs/page.md links to glossary.md#gone, but there is no such heading.',
  ],
  ['a path out of the repository', '[a](../../etc)', 'docs/page.md links to ../../etc, which does not exist.'],
])('finds %s', (_what, text, fault) => {
  expect(faultsOf(text)).toEqual([fault]);
});
