import { Inject, Injectable } from '@nestjs/common';
import { runDetailsContext, type RunDetails } from '@ebbflow/contracts';
import { KeyDestroyedError, openPayload, TenantKeys } from '@ebbflow/crypto';
import { BLOB_STORE, type BlobStore, BlobNotFoundError } from '@ebbflow/persistence';
import type { ExecutionDetailsEntity } from './execution-details.entity.ts';

/** Opens the details of a run for its owner. The only place in the log store where payloads exist in clear, and in memory only. */
@Injectable()
export class DetailsOpener {
  constructor(
    @Inject(TenantKeys) private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** Undefined where nothing is kept, or nothing can be opened any more. @throws TransientError when vault is away. */
  async open(run: ExecutionDetailsEntity): Promise<RunDetails | undefined> {
    if (run.keyVersion === null) return undefined;
    try {
      const key = await this.keys.version(run.tenantId, run.keyVersion);
      const sealed =
        run.detailsSealed ??
        (run.detailsBlob === null ? undefined : await this.blobs.get(run.tenantId, run.detailsBlob));
      if (!sealed) return undefined;
      const plain = openPayload(key, runDetailsContext(run.tenantId, run.runId), sealed);
      // Authenticated: nobody but the executor can have written these bytes, so their shape is the contract's.
      return JSON.parse(plain.toString('utf8')) as RunDetails;
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError || thrown instanceof BlobNotFoundError) return undefined;
      throw thrown;
    }
  }
}
