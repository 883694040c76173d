import { openPayload, sealPayload, type TenantKeys } from '@ebbflow/crypto';
import type { SpillPort } from '@ebbflow/engine';
import { newUuid } from '@ebbflow/kernel';
import { type BlobStore, newBlobId } from '@ebbflow/persistence';
import type { RunBlob } from '../blobs/run-blobs.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { blobKeyOf, newBlobKey } from './blob-key.ts';
import { untilAnswered } from './until-answered.ts';

/** Where spilled bundles lie, and where it is written down that they may. */
export interface SpillStore {
  readonly blobs: BlobStore;
  writeDown(blob: RunBlob): Promise<void>;
}

/**
 * Bundles too large for memory and journal, sealed in the blob store. Each is written down (`RunBlobs`) before it is there, so that those
 * of an attempt that died before it journaled their step are found again; the commit this costs is shared by all that wait for one,
 * and small beside a megabyte on the disk. They go when the run has ended.
 */
export class RunSpill implements SpillPort {
  readonly #scope: AttemptScope;
  readonly #keys: TenantKeys;
  readonly #store: SpillStore;

  constructor(scope: AttemptScope, keys: TenantKeys, store: SpillStore) {
    this.#scope = scope;
    this.#keys = keys;
    this.#store = store;
  }

  /** Answers `<key version>/<what it is bound to>/<blob>/<its own key>`. */
  async put(bytes: Uint8Array): Promise<string> {
    const { tenantId, runId } = this.#scope.run;
    const object = newUuid();
    const { key, version, wrapped } = await newBlobKey(this.#scope, this.#keys, object);
    const sealed = sealPayload(key, this.#boundTo(object), Buffer.from(bytes));
    const blob = newBlobId();
    this.#scope.spilledBlobs.add(blob);
    await untilAnswered(this.#scope, () => this.#store.writeDown({ tenantId, runId, blobId: blob }));
    await this.#store.blobs.put(tenantId, sealed, blob);
    return `${String(version)}/${object}/${blob}/${wrapped}`;
  }

  async get(id: string): Promise<Uint8Array> {
    const [version = '', object = '', blob = '', wrapped] = id.split('/');
    const { tenantId } = this.#scope.run;
    const key = await blobKeyOf(this.#scope, this.#keys, { version: Number(version), object, wrapped });
    return openPayload(key, this.#boundTo(object), await this.#store.blobs.get(tenantId, blob));
  }

  #boundTo(object: string): { tenant: string; object: string; field: string; version: number } {
    const { tenantId, runId } = this.#scope.run;
    return { tenant: tenantId, object: `${runId}/${object}`, field: 'run.spill', version: 1 };
  }
}

/** The blob behind an id that `RunSpill.put` answered. */
export function blobOf(spillId: string): string {
  return spillId.split('/')[2] ?? '';
}
