import { isBundle, ModuleError, readText, requireBytes, type Bundle } from '@ebbflow/connector-sdk';
import { MOST_CONTENT_BYTES, MOST_FILES } from './archive-limits.ts';
import type { ArchivedFile } from './zip/read-zip.ts';

/**
 * The file of each bundle, as it is put into an archive: a name without ways upwards or a drive, and made different from the
 * names before it by a number (`a.txt`, `a (2).txt`), because unpacking would write one over the other.
 * @throws ModuleError DataError naming the row
 */
export function filesOfRows(rows: readonly Bundle[]): ArchivedFile[] {
  if (rows.length > MOST_FILES) {
    throw new ModuleError('DataError', `An archive holds at most ${String(MOST_FILES)} files here.`);
  }
  const taken = new Set<string>();
  let total = 0;
  return rows.map((row, index) => {
    const file = isBundle(row['file']) ? row['file'] : row;
    const data = requireBytes(file, 'data', MOST_CONTENT_BYTES);
    total += data.byteLength;
    if (total > MOST_CONTENT_BYTES) {
      throw new ModuleError('DataError', `The files together have more than ${String(MOST_CONTENT_BYTES)} bytes.`);
    }
    const written = readText(file, 'fileName') ?? readText(file, 'filename') ?? readText(file, 'name') ?? '';
    const path = freePath(safePath(written, index), taken);
    taken.add(path);
    return { path, data };
  });
}

function safePath(written: string, index: number): string {
  const parts = written
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? `file${String(index + 1)}` : parts.join('/');
}

function freePath(path: string, taken: ReadonlySet<string>): string {
  const dot = path.lastIndexOf('.');
  const [stem, extension] = dot > path.lastIndexOf('/') + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
  let free = path;
  for (let number = 2; taken.has(free); number += 1) free = `${stem} (${String(number)})${extension}`;
  return free;
}
