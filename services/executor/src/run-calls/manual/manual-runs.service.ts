import { type runOnceSchema, sealedDeliverySchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, type JsonObject, newId } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { sealedInputOf } from '../../runs/held-run.ts';
import { RunInputs } from '../../runs/run-inputs.ts';
import { BundleTooDeepError } from '../../runs/runs.errors.ts';
import type { NewRun } from '../../runs/start/run-starts.ts';
import { isTooDeep } from '../../scenarios/document-depth.policy.ts';
import { ScenarioDrafts } from '../../scenarios/drafts/scenario-drafts.ts';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { ScheduledHooks } from '../../schedules/drain/scheduled-hooks.ts';
import { CallStarts } from '../api/call-starts.ts';
import { DeliveryOfOtherScenarioError } from '../run-calls.errors.ts';

type RunOnce = z.infer<typeof runOnceSchema>;

/**
 * "Run once", by a person: active or not, published or draft, with given or captured data in place of what the trigger would bring.
 * Without any, a scenario whose hook holds what it receives takes what waits there.
 */
@Injectable()
export class ManualRunsService {
  constructor(
    private readonly inputs: RunInputs,
    private readonly drafts: ScenarioDrafts,
    private readonly starts: CallStarts,
    private readonly client: ServiceClient,
    private readonly hooks: ScheduledHooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ScenarioNotFoundError, BundleTooDeepError, BlueprintInvalidError (draft), DeliveryOfOtherScenarioError, what the gateway says about the delivery */
  async start(tenantId: string, scenarioId: string, asked: RunOnce): Promise<{ runId: string }> {
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    const runId = newId('run', this.clock.nowMs());
    const data = await this.#dataOf({ tenantId, scenarioId, runId }, asked);
    const scenarioVersion = asked.version === 'draft' ? await this.drafts.snapshot(tenantId, scenarioId) : undefined;
    const run: NewRun = { tenantId, runId, scenarioId, trigger: 'manual', scenarioVersion, ...data };
    return { runId: await this.starts.start(run, undefined, '') };
  }

  async #dataOf(
    run: Pick<NewRun, 'tenantId' | 'scenarioId' | 'runId'>,
    { bundle, events, fromDelivery }: RunOnce,
  ): Promise<Pick<NewRun, 'input' | 'deliveryId' | 'hookId'>> {
    if (fromDelivery !== undefined) return this.#captured(run, fromDelivery);
    if (events === undefined && bundle === undefined) {
      const hookId = await this.hooks.of(run.tenantId, run.scenarioId);
      if (hookId !== undefined) return { hookId };
    }
    // It came in as JSON, so it is JSON.
    const given = (events ?? bundle ?? {}) as JsonObject | JsonObject[];
    if (isTooDeep(given)) throw new BundleTooDeepError();
    return { input: await this.inputs.seal(run, given) };
  }

  /** Still sealed as the gateway keeps it: nobody opens it before the run. */
  async #captured(
    { tenantId, scenarioId }: Pick<NewRun, 'tenantId' | 'scenarioId'>,
    deliveryId: string,
  ): Promise<Pick<NewRun, 'input' | 'deliveryId'>> {
    const query = new URLSearchParams({ tenantId });
    const path = `/internal/v1/deliveries/${encodeURIComponent(deliveryId)}?${query.toString()}`;
    const delivery = await this.client.call('gateway', 'GET', path, { schema: sealedDeliverySchema });
    if (delivery.scenarioId !== scenarioId) throw new DeliveryOfOtherScenarioError();
    return { input: sealedInputOf(delivery.sealed), deliveryId };
  }
}
