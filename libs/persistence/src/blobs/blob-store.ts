import { newUuid } from '@ebbflow/kernel';

/** Injection token of the BlobStore. */
export const BLOB_STORE: unique symbol = Symbol.for('ebbflow.blob-store');

/** An id that no blob has yet: a UUID v7 without dashes. */
export function newBlobId(): string {
  return newUuid().replaceAll('-', '');
}

/** Sealed bytes too large for a row or an event (above 256 KiB). Ids are opaque and made here; nothing from outside becomes a path. */
export interface BlobStore {
  /**
   * Resolves with the new blob's id once the bytes are on disk. `blobId` is from `newBlobId()`, for who must write the id down before the
   * blob is there; left out, one is made.
   */
  put(tenantId: string, bytes: Uint8Array, blobId?: string): Promise<string>;
  /** @throws BlobNotFoundError also for an id of another tenant. */
  get(tenantId: string, blobId: string): Promise<Buffer>;
  /** The same for what is never in memory as a whole; what `chunks` throws leaves nothing behind. */
  putStream(tenantId: string, chunks: AsyncIterable<Uint8Array>, blobId?: string): Promise<string>;
  /** In pieces of any length. @throws BlobNotFoundError at the first piece */
  getStream(tenantId: string, blobId: string): AsyncIterable<Buffer>;
  /** Idempotent. */
  delete(tenantId: string, blobId: string): Promise<void>;
  /** How many there are of an organisation. */
  countAll(tenantId: string): Promise<number>;
  /** When the oldest of all was made; null when there is none. Looks at every name. */
  oldestMadeAt(): Promise<Date | null>;
  /** All of an organisation that is erased. @returns how many there were */
  deleteAll(tenantId: string): Promise<number>;
}
