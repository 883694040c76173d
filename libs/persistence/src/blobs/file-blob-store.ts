import { open, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isId, newUuid } from '@ebbflow/kernel';
import { BadTenantIdError, BlobNotFoundError, errorCodeOf } from '../persistence.errors.ts';
import type { BlobStore } from './blob-store.ts';

/** A blob id is a UUID v7 without dashes: the day it was made can be read from it, and it cannot be anything else than a file name. */
const BLOB_ID = /^[0-9a-f]{32}$/;

/**
 * Blobs as files below one folder: `<tenant>/<last two hex digits>/<id>`. Written aside, synced and renamed, so that a
 * blob that can be found is whole, also after a power cut.
 */
export class FileBlobStore implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(tenantId: string, bytes: Uint8Array): Promise<string> {
    const blobId = newUuid().replaceAll('-', '');
    const path = this.#path(tenantId, blobId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = `${path}.part`;
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
    return blobId;
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

  #path(tenantId: string, blobId: string): string {
    if (!isId('org', tenantId)) throw new BadTenantIdError();
    if (!BLOB_ID.test(blobId)) throw new BlobNotFoundError();
    return join(this.#folder, tenantId, blobId.slice(-2), blobId);
  }
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
