import {
  type KeptInput,
  keptInputSchema,
  type Sealed,
  selectedRunsSchema,
  type selectRunsSchema,
} from '@ebbflow/contracts';
import { periodOverMs, readPayloadHeader } from '@ebbflow/crypto';
import { CLOCK, type Clock, ExpectedError } from '@ebbflow/kernel';
import { BLOB_STORE, BlobNotFoundError, type BlobStore } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { InputGoneError, RunConfidentialError } from './replays.errors.ts';

type Selected = z.infer<typeof selectedRunsSchema>;

/** What started finished runs: the log store keeps it. */
@Injectable()
export class KeptRuns {
  constructor(
    private readonly client: ServiceClient,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RunNotFoundError, RunConfidentialError, InputGoneError; TransientError when the log store is away */
  async read(tenantId: string, runId: string): Promise<KeptInput> {
    const kept = await this.client
      .call('log-store', 'POST', '/internal/v1/kept-inputs/read', {
        body: { tenantId, runId },
        schema: keptInputSchema,
      })
      .catch((thrown: unknown) => {
        throw ownError(thrown);
      });
    if (kept.input !== undefined) await this.#assertReadable(tenantId, kept.input);
    return kept;
  }

  select(asked: z.infer<typeof selectRunsSchema>): Promise<Selected> {
    return this.client.call('log-store', 'POST', '/internal/v1/kept-inputs/select', {
      body: asked,
      schema: selectedRunsSchema,
    });
  }

  /**
   * A request is sealed as what it was born as, at the gateway, and can be read for as long as that keeps it: sooner over than the run's
   * details. A large one lies where the gateway put it, and goes with its delivery.
   */
  async #assertReadable(tenantId: string, input: Sealed): Promise<void> {
    try {
      const sealed = 'blob' in input ? await this.blobs.get(tenantId, input.blob) : Buffer.from(input.bytes, 'base64');
      const { period } = readPayloadHeader(sealed);
      if (period !== undefined && periodOverMs(period) <= this.clock.nowMs()) throw new InputGoneError();
    } catch (thrown) {
      throw thrown instanceof BlobNotFoundError ? new InputGoneError() : thrown;
    }
  }
}

/** The log store's refusals are ours to the tenant: it need not know who keeps what. */
function ownError(thrown: unknown): unknown {
  if (!(thrown instanceof ExpectedError)) return thrown;
  switch (thrown.code) {
    case 'LOG_STORE.RUN_NOT_FOUND':
      return new RunNotFoundError();
    case 'LOG_STORE.RUN_CONFIDENTIAL':
      return new RunConfidentialError();
    case 'LOG_STORE.INPUT_GONE':
      return new InputGoneError();
    default:
      return thrown;
  }
}
