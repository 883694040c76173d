import { runDetailsContext, runFinished, type RunDetails } from '@ebbflow/contracts';
import { hourOf, PeriodKey, sealPayload, TenantKey } from '@ebbflow/crypto';
import { newId, newUuid } from '@ebbflow/kernel';
import type { ReceivedEvent } from '@ebbflow/messaging';
import { sealedLifetimeDays } from '@ebbflow/policy';
import type { TestHouse } from '@ebbflow/testing';
import type { z } from 'zod';

export type RunFinished = z.infer<typeof runFinished.schema>;

export const someDetails: RunDetails = {
  modules: [
    {
      moduleId: 1,
      module: 'gateway:CustomWebHook',
      execution: 1,
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      bundles: [{ name: 'canary-5d2e' }],
      bundleCount: 1,
      operations: 1,
      transferBytes: 10,
    },
  ],
};

/** A finished run as the executor publishes it, its details sealed under the hour it ended in. */
export function aRun(
  house: TestHouse,
  wishes: Partial<RunFinished> & { tenantId: string; finishedAt: string },
): RunFinished {
  const runId = wishes.runId ?? newId('run');
  const category = 'execution-details';
  const hour = hourOf(Date.parse(wishes.finishedAt));
  const period = { category, lifetimeDays: sealedLifetimeDays(category), hour };
  const tenantKey = new TenantKey(wishes.tenantId, 1, house.vault.keyOf(wishes.tenantId));
  const key = new PeriodKey(tenantKey, period, house.vault.saltOf(period));
  const sealed = sealPayload(key, runDetailsContext(wishes.tenantId, runId), Buffer.from(JSON.stringify(someDetails)));
  return {
    runId,
    scenarioId: newId('scn'),
    scenarioVersion: 1,
    trigger: 'webhook',
    status: 'success',
    startedAt: wishes.finishedAt,
    operations: 2,
    transferBytes: 10,
    confidential: false,
    details: { keyVersion: 1, bytes: sealed.toString('base64') },
    inputRunId: runId,
    ...wishes,
  };
}

/** As it reaches the consumer. */
export function received(data: RunFinished): ReceivedEvent<RunFinished> {
  return {
    id: newUuid(),
    tenantId: data.tenantId,
    time: new Date(data.finishedAt),
    subject: data.runId,
    key: data.scenarioId,
    data,
  };
}
