import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { HookSyncJob } from '../hooks/hook-sync.job.ts';
import { ScenarioListeners } from '../scenario-listeners.ts';
import { deactivateScenarios } from './deactivate-scenarios.sql.ts';

/** A scenario the machine takes out of service. */
export interface MachineDeactivation {
  readonly tenantId: string;
  readonly scenarioId: string;
  /** Upper snake case, `TOO_MANY_ERRORS`; shown to the tenant. */
  readonly reason: string;
  /** Only staff can activate it again. Default: false. */
  readonly isLocked?: boolean;
}

/** Switches scenarios off without anybody's asking. */
@Injectable()
export class ScenarioActivation {
  constructor(
    private readonly listeners: ScenarioListeners,
    private readonly hookSync: HookSyncJob,
  ) {}

  /**
   * Inside the caller's transaction, as worker. Answers those that were active until now: only they are reported. Their hooks are
   * closed after the commit, by a job that goes on until the gateway has answered.
   */
  async deactivate(
    sql: SqlClient,
    targets: readonly MachineDeactivation[],
  ): Promise<readonly Pick<MachineDeactivation, 'tenantId' | 'scenarioId'>[]> {
    if (targets.length === 0) return [];
    const changed = await sql.query<Pick<MachineDeactivation, 'tenantId' | 'scenarioId'>>(deactivateScenarios, [
      targets.map(({ tenantId }) => tenantId),
      targets.map(({ scenarioId }) => scenarioId),
      targets.map(({ reason }) => reason),
      targets.map(({ isLocked }) => isLocked ?? false),
    ]);
    for (const { tenantId, scenarioId } of changed) await this.listeners.onDeactivated(sql, tenantId, scenarioId);
    if (changed.length > 0) sql.afterCommit(() => this.hookSync.wake());
    return changed;
  }
}
