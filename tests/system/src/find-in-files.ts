import { openSync, readdirSync, readSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK_BYTES = 8 * 1_048_576;

/** Files at or below `folder` that hold any of the needles, byte for byte; each chunk overlaps the last by the longest needle. */
export function findInFiles(folder: string, needles: readonly Buffer[]): string[] {
  return filesBelow(folder).filter((file) => fileHolds(file, needles));
}

/** What base64 makes of `text` wherever it stands in a longer text: its three alignments, without the ends that depend on neighbours. */
export function base64Forms(text: string): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
    return Buffer.from(encoded.slice(Math.ceil((offset * 4) / 3) + 1, -4));
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

function fileHolds(path: string, needles: readonly Buffer[]): boolean {
  const overlap = Math.max(...needles.map((needle) => needle.length));
  const file = openSync(path, 'r');
  try {
    const size = statSync(path).size;
    const chunk = Buffer.alloc(Math.min(size, CHUNK_BYTES + overlap));
    for (let at = 0; at < size; at += CHUNK_BYTES) {
      const read = readSync(file, chunk, 0, chunk.length, at);
      const view = chunk.subarray(0, read);
      if (needles.some((needle) => view.includes(needle))) return true;
    }
    return false;
  } finally {
    closeSync(file);
  }
}
