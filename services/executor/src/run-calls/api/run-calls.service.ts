import type { callScenarioSchema, ScenarioCallAnswer } from '@ebbflow/contracts';
import { CLOCK, type Clock, type JsonObject, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ReplicaAddress } from '../../live/replica-address.ts';
import { CallKeys } from './call-keys.ts';
import { CallPreparation } from './call-preparation.ts';
import { CallStarts } from './call-starts.ts';
import { ResponsiveCalls } from './responsive-calls.ts';

export interface Call {
  readonly scenarioId: string;
  readonly idempotencyKey: string | undefined;
  readonly body: z.infer<typeof callScenarioSchema>;
}

/** Calls of scenarios through the API. */
@Injectable()
export class RunCallsService {
  constructor(
    private readonly preparation: CallPreparation,
    private readonly starts: CallStarts,
    private readonly responsive: ResponsiveCalls,
    private readonly address: ReplicaAddress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async call(tenantId: string, { scenarioId, idempotencyKey, body }: Call): Promise<ScenarioCallAnswer> {
    const key = idempotencyKey === undefined ? undefined : CallKeys.check(idempotencyKey);
    const runId = newId('run', this.clock.nowMs());
    const { responsive, callbackUrl } = body;
    // It came in as JSON, so it is JSON.
    const data = body.data as JsonObject;
    const prepared = await this.preparation.prepare({ tenantId, scenarioId, runId, data, callbackUrl });
    const waiter = responsive ? this.responsive.begin(tenantId, runId) : undefined;
    try {
      const run = { ...prepared, replyTo: waiter && this.address.url };
      const startedId = await this.starts.start(run, key, JSON.stringify(body));
      const statusUrl = `/v1/runs/${startedId}/outputs`;
      // Of a call that was made before, nobody tells this waiter; it looks by itself.
      const answer = waiter && (await this.responsive.end(tenantId, startedId, waiter));
      return { runId: startedId, status: answer?.status ?? null, outputs: answer?.outputs ?? null, statusUrl };
    } finally {
      waiter?.release();
    }
  }
}
