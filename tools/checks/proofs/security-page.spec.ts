import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, 'docs/reference', name), 'utf8');

/** Settings in a table of Markdown, with the cell that holds their default. */
function defaultsIn(text: string, cell: number): Map<string, string> {
  const rows = text.split('\n').filter((line) => line.startsWith('| `EBB_'));
  return new Map(
    rows.map((row) => {
      const cells = row.split('|').map((one) => one.trim().replaceAll('`', ''));
      return [cells[1] ?? '', cells[cell] ?? ''];
    }),
  );
}

function wrongDefaults(page: string): string[] {
  const known = defaultsIn(read('configuration.md'), 3);
  return [...defaultsIn(page, 2)].flatMap(([name, value]) =>
    known.get(name) === value ? [] : [`${name} is ${known.get(name) ?? 'no setting'}, not ${value}.`],
  );
}

describe('the page about security', () => {
  const page = read('security.md');

  it('tells each setting with the default it has', () => {
    expect(defaultsIn(page, 2).size).toBeGreaterThan(10);
    expect(wrongDefaults(page)).toEqual([]);
  });

  it('tells of ways in, guessing, sessions, keys, files and records', () => {
    const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'Ways in, and guessing',
      'Sessions',
      'Keys and algorithms',
      'Files',
      'What is written down',
    ]);
  });

  it('would be told of a default that is another, and of a setting that is none', () => {
    const lines = ['| `EBB_IDENTITY_SESSION_IDLE` | `30m` |', '| `EBB_NOBODY` | `1` |'];
    expect(wrongDefaults(lines.join('\n'))).toEqual([
      'EBB_IDENTITY_SESSION_IDLE is PT20M, not 30m.',
      'EBB_NOBODY is no setting, not 1.',
    ]);
  });
});
