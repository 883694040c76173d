import { ModuleError } from '@ebbflow/connector-sdk';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { MOST_CONTENT_BYTES, MOST_FILES } from '../archive-limits.ts';

export interface ArchivedFile {
  /** Relative, with `/` between folders, never upwards. */
  readonly path: string;
  readonly data: Uint8Array;
}

/**
 * The files of a ZIP archive in their order. Sizes are believed only as bounds: whoever claims more than is allowed is refused
 * before a byte is unpacked, and whoever unpacks to more than was claimed is cut off there.
 * @throws ModuleError DataError
 */
export async function readZip(bytes: Uint8Array, signal: AbortSignal): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  let total = 0;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      if (entry.fileName.endsWith('/')) continue;
      requireReadable(entry);
      total += entry.uncompressedSize;
      if (files.length === MOST_FILES) throw fault(`has more than ${String(MOST_FILES)} files`);
      if (total > MOST_CONTENT_BYTES) throw fault(`unpacks to more than ${String(MOST_CONTENT_BYTES)} bytes`);
      files.push({ path: entry.fileName, data: await readEntry(zip, entry) });
    }
  } catch (error) {
    if (error instanceof ModuleError || signal.aborted) throw error;
    // What the library says may quote names of files.
    throw fault('is not a ZIP archive, or a damaged one');
  }
  return files;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

function requireReadable(entry: Entry): void {
  if (entry.isEncrypted()) throw fault('has a file that is protected by a password');
  if (!entry.canDecodeFileData()) throw fault('has a file compressed in a way that is not known here');
}

function fault(what: string): ModuleError {
  return new ModuleError('DataError', `The field "data" ${what}.`);
}
