import { newId } from '@ebbflow/kernel';
import type { TemplateDatabase } from '@ebbflow/testing';
import type { NewHookRun } from '../../src/runs/run-queue.repository.ts';

/** A scenario row as it is after import, without any of the service around it. */
export async function aStoredScenario(database: TemplateDatabase, tenantId: string): Promise<string> {
  const scenarioId = newId('scn');
  await database.asAdmin(`insert into executor.scenario (tenant_id, id, name, version) values ($1, $2, 'Test', 1)`, [
    tenantId,
    scenarioId,
  ]);
  return scenarioId;
}

export function aHookRun(tenantId: string, scenarioId: string): NewHookRun {
  const deliveryId = newId('dlv');
  return {
    tenantId,
    scenarioId,
    deliveryId,
    trigger: 'webhook',
    runId: `run_${deliveryId.slice(4)}`,
    replyTo: undefined,
    traceparent: undefined,
    input: { keyVersion: 1, bytes: Buffer.from('sealed') },
  };
}
