import { Zip, ZipDeflate } from 'fflate';
import type { ArchivedFile } from './read-zip.ts';

/** The first day ZIP knows, so that the same files make the same archive at every repetition. */
const NO_TIME = new Date(1980, 0, 1);

export function writeZip(files: readonly ArchivedFile[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  for (const { path, data } of files) {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = NO_TIME;
    zip.add(entry);
    entry.push(data, true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(chunks));
}
