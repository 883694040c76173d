/** Injection token of the BlobStore. */
export const BLOB_STORE: unique symbol = Symbol.for('ebbflow.blob-store');

/** Sealed bytes too large for a row or an event (above 256 KiB). Ids are opaque and made here; nothing from outside becomes a path. */
export interface BlobStore {
  /** Resolves with the new blob's id once the bytes are on disk. */
  put(tenantId: string, bytes: Uint8Array): Promise<string>;
  /** @throws BlobNotFoundError also for an id of another tenant. */
  get(tenantId: string, blobId: string): Promise<Buffer>;
  /** Idempotent. */
  delete(tenantId: string, blobId: string): Promise<void>;
}
