import { createReadStream } from 'node:fs';
import { type FileHandle, open, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isId } from '@ebbflow/kernel';
import { BadTenantIdError, BlobNotFoundError, errorCodeOf } from '../persistence.errors.ts';
import { type BlobStore, newBlobId } from './blob-store.ts';

/** A blob id is a UUID v7 without dashes: the day it was made can be read from it, and it cannot be anything else than a file name. */
const BLOB_ID = /^[0-9a-f]{32}$/;

const STREAM_BYTES = 262_144;

/**
 * Blobs as files below one folder: `<tenant>/<last two hex digits>/<id>`. Written aside, synced and renamed, so that a
 * blob that can be found is whole, also after a power cut.
 */
export class FileBlobStore implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  put(tenantId: string, bytes: Uint8Array, blobId = newBlobId()): Promise<string> {
    return this.#write(tenantId, blobId, (file) => file.writeFile(bytes));
  }

  putStream(tenantId: string, chunks: AsyncIterable<Uint8Array>, blobId = newBlobId()): Promise<string> {
    return this.#write(tenantId, blobId, async (file) => {
      for await (const chunk of chunks) await file.writeFile(chunk);
    });
  }

  async *getStream(tenantId: string, blobId: string): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of createReadStream(this.#path(tenantId, blobId), { highWaterMark: STREAM_BYTES })) {
        yield chunk as Buffer;
      }
    } catch (thrown) {
      if (errorCodeOf(thrown) === 'ENOENT') throw new BlobNotFoundError();
      throw thrown;
    }
  }

  async get(tenantId: string, blobId: string): Promise<Buffer> {
    try {
      return await readFile(this.#path(tenantId, blobId));
    } catch (thrown) {
      if (errorCodeOf(thrown) === 'ENOENT') throw new BlobNotFoundError();
      throw thrown;
    }
  }

  async delete(tenantId: string, blobId: string): Promise<void> {
    await rm(this.#path(tenantId, blobId), { force: true });
  }

  async countAll(tenantId: string): Promise<number> {
    const entries = await readdir(this.#folderOf(tenantId), { recursive: true, withFileTypes: true }).catch(
      noneIfMissing,
    );
    return entries.filter((entry) => entry.isFile()).length;
  }

  async oldestMadeAt(): Promise<Date | null> {
    let oldest: string | undefined;
    for (const tenant of await readdir(this.#folder).catch(noneIfMissing)) {
      const folder = join(this.#folder, tenant);
      // Ids begin with the time they were made at, so that the first of all names is the oldest.
      for (const path of await readdir(folder, { recursive: true }).catch(noneIfMissing)) {
        const name = basename(path);
        if (BLOB_ID.test(name) && (oldest === undefined || name < oldest)) oldest = name;
      }
    }
    return oldest === undefined ? null : new Date(Number.parseInt(oldest.slice(0, 12), 16));
  }

  async deleteAll(tenantId: string): Promise<number> {
    const count = await this.countAll(tenantId);
    // Another service that shares the folder may be at it too, hence the second look of `maxRetries`.
    await rm(this.#folderOf(tenantId), { recursive: true, force: true, maxRetries: 3 });
    return count;
  }

  async #write(tenantId: string, blobId: string, fill: (file: FileHandle) => Promise<void>): Promise<string> {
    const path = this.#path(tenantId, blobId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = `${path}.part`;
    const file = await open(aside, 'wx', 0o600);
    try {
      await fill(file);
      await file.sync();
    } catch (thrown) {
      await rm(aside, { force: true });
      throw thrown;
    } finally {
      await file.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
    return blobId;
  }

  #path(tenantId: string, blobId: string): string {
    const folder = this.#folderOf(tenantId);
    if (!BLOB_ID.test(blobId)) throw new BlobNotFoundError();
    return join(folder, blobId.slice(-2), blobId);
  }

  #folderOf(tenantId: string): string {
    if (!isId('org', tenantId)) throw new BadTenantIdError();
    return join(this.#folder, tenantId);
  }
}

function noneIfMissing(thrown: unknown): [] {
  if (errorCodeOf(thrown) === 'ENOENT') return [];
  throw thrown;
}

/** Without this the rename itself may be lost with the power, though the file's bytes are safe. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
