import { openPayload, PeriodKeys, sealPayload } from '@ebbflow/crypto';
import { type Bundle, decodeValue } from '@ebbflow/connector-sdk';
import { deliveryBundles } from '@ebbflow/connector-gateway';
import { deliveryRequestContext, type HookRequest, hookRequestSchema } from '@ebbflow/contracts';
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
    private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /**
   * For a run that no delivery starts: the bundle its trigger would have given, or several, each an event of its own. Sealed as what it will
   * be once the run is over: part of its details, from which the run can be done again.
   */
  async seal(
    { tenantId, runId, scenarioId }: Pick<HeldRun, 'tenantId' | 'runId' | 'scenarioId'>,
    given: JsonObject | readonly JsonObject[],
  ): Promise<{ bytes: Buffer; keyVersion: number }> {
    const key = await this.keys.toSeal({ tenantId, scenarioId, category: 'execution-details' });
    const bytes = sealPayload(key, runInputContext(tenantId, runId), Buffer.from(JSON.stringify(given)));
    return { bytes, keyVersion: key.version };
  }

  /** @throws KeyDestroyedError, GoneByLifetimeError, CannotOpenError, BlobNotFoundError: the input is gone for good; TransientError when vault is away. */
  async open(run: HeldRun): Promise<readonly Bundle[]> {
    return (await this.openWhole(run)).bundles;
  }

  /** With the request they were read from: it has more in it than a scenario sees. @throws as `open` */
  async openWhole(run: HeldRun): Promise<{ readonly bundles: readonly Bundle[]; readonly request?: HookRequest }> {
    const { tenantId, deliveryId, input } = run;
    if (input === undefined) return { bundles: [{}] };
    if (deliveryId === undefined) {
      const given = JSON.parse(
        await this.#open(tenantId, input, runInputContext(tenantId, run.inputRunId ?? run.runId)),
      ) as JsonValue;
      // Sealed by `seal` above, so it is an object or a list of objects.
      return { bundles: [given].flat().map((bundle) => decodeValue(bundle) as Bundle) };
    }
    const request = hookRequestSchema.parse(
      JSON.parse(await this.#open(tenantId, input, deliveryRequestContext(tenantId, deliveryId))),
    );
    return { bundles: await deliveryBundles(request), request };
  }

  async #open(tenantId: string, input: SealedInput, context: SealContextOfRun): Promise<string> {
    const sealed = 'bytes' in input ? input.bytes : await this.blobs.get(tenantId, input.blob);
    return openPayload(await this.keys.toOpen(tenantId, sealed), context, sealed).toString('utf8');
  }
}

/** What the input of a run that no delivery starts is sealed for. */
export function runInputContext(tenant: string, runId: string): SealContextOfRun {
  return { tenant, object: runId, field: 'run.input', version: 1 };
}
