import type { CompiledScenario } from '@ebbflow/blueprint';
import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ScenarioHook } from '../hooks/gateway-hooks.ts';
import { auditFact } from '../../audit/audit-fact.ts';
import { queueHookSync } from '../hooks/queue-hook-sync.sql.ts';
import { ScenarioListeners } from '../scenario-listeners.ts';
import { ScenarioEntity } from '../scenario.entity.ts';
import { upsertHooks } from '../versions/version-rows.repository.ts';

type Switched = Partial<Pick<ScenarioEntity, 'isActive' | 'isLocked' | 'deactivatedReason'>> & {
  /** Null, or by the clock of the database, like every time in the row. */
  readonly deactivatedAt?: null | (() => string);
};

/** Whether scenarios are active. Each method is one transaction, with everybody who listens in it. */
@Injectable()
export class ScenarioActivationRepository {
  constructor(
    private readonly database: Database,
    private readonly listeners: ScenarioListeners,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the scenario is not at `version` any more, or locked: what was judged is not what would become active. */
  activate(
    scope: Principal,
    scenarioId: string,
    version: number,
    { compiled, hooks }: { readonly compiled: CompiledScenario; readonly hooks: readonly ScenarioHook[] },
  ): Promise<boolean> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const scenario = await lock(manager, tenantId, scenarioId);
      if (scenario?.version !== version || scenario.isLocked) return false;
      await upsertHooks(manager, { tenantId, scenarioId }, hooks);
      if (!scenario.isActive) {
        await update(manager, scenario, { isActive: true, deactivatedReason: null, deactivatedAt: null }, scope.userId);
        await this.listeners.onActivated(sql, tenantId, scenarioId, compiled);
        await this.#note(sql, scope, 'activated', scenarioId);
      }
      await sql.query(queueHookSync, [tenantId, scenarioId]);
      return true;
    });
  }

  deactivate(scope: Principal, scenarioId: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const scenario = await lock(manager, tenantId, scenarioId);
      if (scenario?.isActive !== true) return;
      const off = { isActive: false, deactivatedReason: null, deactivatedAt: () => 'now()' };
      await update(manager, scenario, off, scope.userId);
      await this.#switchedOff(sql, scenario);
      await this.#note(sql, scope, 'deactivated', scenarioId);
    });
  }

  /** Staff's word: a locked scenario is off. */
  setLock(tenantId: string, scenarioId: string, isLocked: boolean): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const scenario = await lock(manager, tenantId, scenarioId);
      if (!scenario || scenario.isLocked === isLocked) return;
      const off = { isActive: false, deactivatedReason: 'LOCKED', deactivatedAt: () => 'now()' };
      await update(manager, scenario, { isLocked, ...(isLocked ? off : {}) }, null);
      if (isLocked && scenario.isActive) await this.#switchedOff(sql, scenario);
    });
  }

  #note(sql: SqlClient, by: Principal, what: 'activated' | 'deactivated', id: string): Promise<void> {
    const done = { action: `scenario.${what}`, object: { kind: 'scenario', id } };
    return this.outbox.append(sql, [auditFact(by, done, this.clock)]);
  }

  async #switchedOff(sql: SqlClient, { tenantId, id }: ScenarioEntity): Promise<void> {
    await this.listeners.onDeactivated(sql, tenantId, id);
    await sql.query(queueHookSync, [tenantId, id]);
  }
}

function lock(manager: EntityManager, tenantId: string, id: string): Promise<ScenarioEntity | null> {
  return manager.findOne(ScenarioEntity, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
}

async function update(
  manager: EntityManager,
  { tenantId, id, revision }: ScenarioEntity,
  changes: Switched,
  by: string | null,
): Promise<void> {
  await manager.update(
    ScenarioEntity,
    { tenantId, id },
    { ...changes, revision: revision + 1, updatedBy: by, updatedAt: () => 'now()' },
  );
}
