import { ModuleError } from '@ebbflow/connector-sdk';
import type { ArchivedFile } from '../zip/read-zip.ts';

const BLOCK = 512;

/** A POSIX archive (ustar): a header of one block before each file, files filled up to whole blocks, two empty blocks at the end. */
export function writeTar(files: readonly ArchivedFile[]): Uint8Array {
  const blocks = files.flatMap(({ path, data }) => {
    const padding = Buffer.alloc((BLOCK - (data.byteLength % BLOCK)) % BLOCK);
    return [header(path, data.byteLength), data, padding];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

/** @throws ModuleError DataError for a path of more than 100 bytes that has no slash where ustar can split it */
function header(path: string, size: number): Buffer {
  const [prefix, name] = splitPath(path);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write('0000644\0', 100, 'ascii');
  block.write('0000000\0', 108, 'ascii');
  block.write('0000000\0', 116, 'ascii');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'ascii');
  // No time, so that the same files make the same archive.
  block.write(`${'0'.repeat(11)}\0`, 136, 'ascii');
  // The checksum is computed as if its own field were blanks.
  block.write(' '.repeat(8), 148, 'ascii');
  block.write('0', 156, 'ascii');
  block.write('ustar\u000000', 257, 'ascii');
  block.write(prefix, 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return block;
}

function splitPath(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new ModuleError('DataError', 'The field "fileName" is too long for a TAR archive.');
}
