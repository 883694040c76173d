import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { CompiledVersions } from '../compiled-versions.ts';
import { claimHookSync, type ClaimedHookSync } from './claim-hook-sync.sql.ts';
import { finishHookSync } from './finish-hook-sync.sql.ts';
import { GatewayHooks } from './gateway-hooks.ts';
import { hookStateOf } from './hook-triggers.policy.ts';
import { saveHookAddress } from './save-hook-address.sql.ts';
import { loadScenarioStates, type ScenarioState } from './load-scenario-states.sql.ts';

const LONGEST_PAUSE_MS = 300_000;

/**
 * Tells the gateway how the hooks of scenarios are to be. A change of a scenario leaves a row per hook in its own transaction; here the row
 * is claimed, the scenario is read *as it is then*, the gateway is told, and the row goes unless it was counted up meanwhile.
 * So the gateway ends up with the last state whatever fails in between: two processes never tell it about one hook at the same
 * time, and a state that was read too early is followed by another. It needs no answer of the gateway to change a scenario.
 */
@Injectable()
export class HookSyncService {
  constructor(
    private readonly database: Database,
    private readonly gateway: GatewayHooks,
    private readonly versions: CompiledVersions,
    private readonly logger: Logger,
  ) {}

  /** Now, for what was just changed. Does not throw: what could not be told now is told by the job. */
  async syncScenario(tenantId: string, scenarioId: string): Promise<void> {
    try {
      await this.#sync([tenantId, scenarioId]);
    } catch (thrown) {
      this.logger.warn(
        'The gateway will be told about a change of a scenario later.',
        { organisationId: tenantId, scenarioId },
        thrown,
      );
    }
  }

  /** Everything that is due. */
  async syncDue(): Promise<void> {
    while ((await this.#sync([null, null])) > 0);
  }

  async #sync(whose: readonly (string | null)[]): Promise<number> {
    const [claimed, states] = await this.database.asWorker(async (sql) => {
      const rows = await sql.query<ClaimedHookSync>(claimHookSync, whose);
      // A statement of its own, so that it sees whatever counted the claimed rows up.
      const found = await sql.query<ScenarioState>(loadScenarioStates, [
        rows.map((row) => row.tenantId),
        rows.map((row) => row.scenarioId),
      ]);
      return [rows, new Map(found.map((state) => [state.scenarioId, state]))] as const;
    });
    if (claimed.length === 0) return 0;
    const told = await Promise.all(claimed.map((row) => this.#tell(row, states.get(row.scenarioId))));
    await this.database.asWorker((sql) =>
      sql.query(finishHookSync, [
        claimed.map((row) => row.tenantId),
        claimed.map((row) => row.hookId),
        claimed.map((row) => row.changeCount),
        told,
        claimed.map(({ attempts }) => Math.min(1_000 * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS)),
      ]),
    );
    return claimed.length;
  }

  async #tell(row: ClaimedHookSync, scenario: ScenarioState | undefined): Promise<boolean> {
    const { tenantId, hookId, scenarioId, moduleId } = row;
    const fields = { organisationId: tenantId, scenarioId, hookId };
    try {
      if (scenario === undefined) {
        await this.gateway.delete(tenantId, hookId);
        return true;
      }
      const { version, scheduleType } = scenario;
      const state = hookStateOf(await this.versions.get(tenantId, scenarioId, version), moduleId, scheduleType);
      const url = await this.gateway.update(tenantId, hookId, {
        ...state,
        enabled: state.enabled && scenario.isActive,
      });
      if (url === undefined) this.logger.warn('The gateway does not have the hook of a scenario any more.', fields);
      else await this.database.withTenant(tenantId, (sql) => sql.query(saveHookAddress, [tenantId, hookId, url]));
      return true;
    } catch (thrown) {
      this.logger.warn('The gateway could not be told about a hook; it is tried again.', fields, thrown);
      return false;
    }
  }
}
