import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CannotGenerateError, type Generation } from './generation.ts';

const house = resolve(import.meta.dirname, '../..');

/**
 * Writes what a generator decided: all of it, or nothing when one of the files is there already. Each is formatted here, because
 * where a line breaks depends on how long the names in it are.
 * @throws CannotGenerateError
 */
export async function writeGeneration(root: string, { files, exports }: Generation): Promise<void> {
  const taken = files.filter(({ path }) => existsSync(join(root, path)));
  if (taken.length > 0) {
    const paths = taken.map(({ path }) => path).join(', ');
    throw new CannotGenerateError(`Nothing was written: ${paths} exists, and a generator never overwrites.`);
  }
  const formatted = await Promise.all(files.map(async ({ path, text }) => ({ path, text: await tidy(path, text) })));
  const lists = exports.map(({ path, line }) => ({
    path,
    text: withLine(readFileSync(join(root, path), 'utf8'), line),
  }));
  for (const { path, text } of formatted) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // Had somebody made the file since it was looked for, this fails rather than take it from them.
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  for (const { path, text } of lists) writeFileSync(join(root, path), text);
}

async function tidy(path: string, text: string): Promise<string> {
  // The rules of this house, wherever the files go: a copy in a temporary folder has none of its own.
  const filepath = join(house, path);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}

/** The line in its place of a list sorted by itself; a line that is there already stays the only one. */
function withLine(text: string, line: string): string {
  const lines = text.trimEnd().split('\n');
  if (lines.includes(line)) return text;
  const later = lines.findIndex((other) => other > line);
  lines.splice(later === -1 ? lines.length : later, 0, line);
  return `${lines.join('\n')}\n`;
}
