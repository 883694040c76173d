import type { SqlClient } from '@ebbflow/persistence';
import type { EntityManager } from 'typeorm';
import { ScenarioDraftEntity } from './drafts/scenario-draft.entity.ts';
import { findUnfinishedRun } from './find-unfinished-run.sql.ts';
import { queueHookSync } from './hooks/queue-hook-sync.sql.ts';
import { ScenarioHookEntity } from './scenario-hook.entity.ts';
import type { ScenarioListeners } from './scenario-listeners.ts';
import { ScenarioVersionEntity } from './scenario-version.entity.ts';
import { ScenarioEntity } from './scenario.entity.ts';
import { ScenarioInUseError } from './scenarios.errors.ts';

/**
 * Deletes a scenario with everything that belongs to it, inside the caller's transaction; false when there is none. The gateway
 * is told to delete its hooks afterwards: the rows that say so outlive the scenario.
 * @throws ScenarioInUseError while it is active or has runs that are not over
 */
export async function deleteScenario(
  { manager, sql }: { readonly manager: EntityManager; readonly sql: SqlClient },
  listeners: ScenarioListeners,
  tenantId: string,
  scenarioId: string,
): Promise<boolean> {
  const scenario = await manager.findOne(ScenarioEntity, {
    where: { tenantId, id: scenarioId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!scenario) return false;
  if (scenario.isActive) throw new ScenarioInUseError('active');
  const unfinished = await sql.query(findUnfinishedRun, [tenantId, scenarioId]);
  if (unfinished.length > 0) throw new ScenarioInUseError('runs');
  await listeners.onDeleted(sql, tenantId, scenarioId);
  await sql.query(queueHookSync, [tenantId, scenarioId]);
  await manager.delete(ScenarioHookEntity, { tenantId, scenarioId });
  await manager.delete(ScenarioDraftEntity, { tenantId, scenarioId });
  await manager.delete(ScenarioVersionEntity, { tenantId, scenarioId });
  await manager.delete(ScenarioEntity, { tenantId, id: scenarioId });
  return true;
}
