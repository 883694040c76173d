import { type KeptInput, keptInputSchema, selectedRunsSchema, type selectRunsSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
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
    // A large request lies where the gateway put it, and goes with its delivery: sooner than the run's details.
    if (kept.input !== undefined && 'blob' in kept.input) await this.#assertThere(tenantId, kept.input.blob);
    return kept;
  }

  select(asked: z.infer<typeof selectRunsSchema>): Promise<Selected> {
    return this.client.call('log-store', 'POST', '/internal/v1/kept-inputs/select', {
      body: asked,
      schema: selectedRunsSchema,
    });
  }

  async #assertThere(tenantId: string, blob: string): Promise<void> {
    try {
      await this.blobs.get(tenantId, blob);
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
