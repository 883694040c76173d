import { openPayload, sealPayload, type TenantKeys } from '@ebbflow/crypto';
import type { SpillPort } from '@ebbflow/engine';
import { newUuid } from '@ebbflow/kernel';
import type { BlobStore } from '@ebbflow/persistence';
import type { AttemptScope } from './attempt-scope.ts';
import { untilAnswered } from './until-answered.ts';

/**
 * Bundles too large for memory and journal, sealed in the blob store. They go when the run has ended (`RunSpillsService.drop`). An
 * attempt that dies between writing one and journaling its step leaves it behind, sealed with the tenant's key and named by
 * nobody; the alternative, a row for each before it is written, would cost every large answer a commit.
 */
export class RunSpill implements SpillPort {
  readonly #scope: AttemptScope;
  readonly #keys: TenantKeys;
  readonly #blobs: BlobStore;

  constructor(scope: AttemptScope, keys: TenantKeys, blobs: BlobStore) {
    this.#scope = scope;
    this.#keys = keys;
    this.#blobs = blobs;
  }

  /** Answers `<key version>/<what it is bound to>/<blob>`. */
  async put(bytes: Uint8Array): Promise<string> {
    const { tenantId } = this.#scope.run;
    const key = await untilAnswered(this.#scope, () => this.#keys.current(tenantId));
    const object = newUuid();
    const blob = await this.#blobs.put(tenantId, sealPayload(key, this.#boundTo(object), Buffer.from(bytes)));
    this.#scope.spilledBlobs.add(blob);
    return `${String(key.version)}/${object}/${blob}`;
  }

  async get(id: string): Promise<Uint8Array> {
    const [version = '', object = '', blob = ''] = id.split('/');
    const { tenantId } = this.#scope.run;
    const key = await untilAnswered(this.#scope, () => this.#keys.version(tenantId, Number(version)));
    return openPayload(key, this.#boundTo(object), await this.#blobs.get(tenantId, blob));
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
