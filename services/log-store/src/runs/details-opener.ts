import { Inject, Injectable } from '@nestjs/common';
import { runDetailsContext, type RunDetails } from '@ebbflow/contracts';
import { GoneByLifetimeError, KeyDestroyedError, openPayload, PeriodKeys } from '@ebbflow/crypto';
import { BLOB_STORE, type BlobStore, BlobNotFoundError } from '@ebbflow/persistence';
import type { ExecutionDetailsEntity } from './execution-details.entity.ts';

/** Nobody opens these any more, and nobody needs to know why. */
const GONE = [KeyDestroyedError, GoneByLifetimeError, BlobNotFoundError];

/** Opens the details of a run for its owner. The only place in the log store where payloads exist in clear, and in memory only. */
@Injectable()
export class DetailsOpener {
  constructor(
    @Inject(PeriodKeys) private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** Undefined where nothing is kept, or nothing can be opened any more. @throws TransientError when vault is away. */
  async open(run: ExecutionDetailsEntity): Promise<RunDetails | undefined> {
    if (run.keyVersion === null) return undefined;
    try {
      const sealed =
        run.detailsSealed ??
        (run.detailsBlob === null ? undefined : await this.blobs.get(run.tenantId, run.detailsBlob));
      if (!sealed) return undefined;
      const key = await this.keys.toOpen(run.tenantId, sealed);
      const plain = openPayload(key, runDetailsContext(run.tenantId, run.runId), sealed);
      // Authenticated: nobody but the executor can have written these bytes, so their shape is the contract's.
      return JSON.parse(plain.toString('utf8')) as RunDetails;
    } catch (thrown) {
      if (GONE.some((kind) => thrown instanceof kind)) return undefined;
      throw thrown;
    }
  }
}
