import { openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import { type Bundle, decodeValue } from '@ebbflow/connector-sdk';
import { deliveryBundles } from '@ebbflow/connector-gateway';
import { deliveryRequestContext, hookRequestSchema } from '@ebbflow/contracts';
import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { HeldRun, SealedInput } from './held-run.ts';

interface SealContextOfRun {
  readonly tenant: string;
  readonly object: string;
  readonly field: string;
  readonly version: number;
}

/** What starts a run: sealed while it waits, and opened into bundles when an attempt begins. */
@Injectable()
export class RunInputs {
  constructor(
    private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** For a run that no delivery starts: the bundle its trigger would have given, or several, each an event of its own. */
  async seal(
    tenantId: string,
    runId: string,
    given: JsonObject | readonly JsonObject[],
  ): Promise<{ bytes: Buffer; keyVersion: number }> {
    const key = await this.keys.current(tenantId);
    const bytes = sealPayload(key, runInputContext(tenantId, runId), Buffer.from(JSON.stringify(given)));
    return { bytes, keyVersion: key.version };
  }

  /** @throws KeyDestroyedError, CannotOpenError, BlobNotFoundError: the input is gone for good; TransientError when vault is away. */
  async open(run: HeldRun): Promise<readonly Bundle[]> {
    const { tenantId, deliveryId, input } = run;
    if (input === undefined) return [{}];
    if (deliveryId === undefined) {
      const given = JSON.parse(
        await this.#open(tenantId, input, runInputContext(tenantId, run.inputRunId ?? run.runId)),
      ) as JsonValue;
      // Sealed by `seal` above, so it is an object or a list of objects.
      return [given].flat().map((bundle) => decodeValue(bundle) as Bundle);
    }
    const request = JSON.parse(
      await this.#open(tenantId, input, deliveryRequestContext(tenantId, deliveryId)),
    ) as unknown;
    return deliveryBundles(hookRequestSchema.parse(request));
  }

  async #open(tenantId: string, input: SealedInput, context: SealContextOfRun): Promise<string> {
    const key = await this.keys.version(tenantId, input.keyVersion);
    const sealed = 'bytes' in input ? input.bytes : await this.blobs.get(tenantId, input.blob);
    return openPayload(key, context, sealed).toString('utf8');
  }
}

function runInputContext(tenant: string, runId: string): SealContextOfRun {
  return { tenant, object: runId, field: 'run.input', version: 1 };
}
