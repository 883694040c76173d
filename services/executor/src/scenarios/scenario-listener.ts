import type { CompiledScenario } from '@ebbflow/blueprint';
import type { SqlClient } from '@ebbflow/persistence';

/**
 * What must change together with a scenario: its schedules, its health. Each is called inside the transaction that changes
 * the scenario and may throw an ExpectedError to refuse the change. Register with `ScenarioListeners.add`.
 *
 * Rights: the transaction is that of the tenant (app role), but for `onDeactivated`, which also comes in a worker's transaction
 * when the machine deactivates scenarios: a listener's tables need the same grants for both roles.
 */
export interface ScenarioListener {
  /** The scenario is new, or it is in another team now. Not called as worker. */
  onPlaced?(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void>;
  /** Another version is the published one, of a scenario that may or may not be active. Also for the version an import makes. */
  onPublished?(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void>;
  /** The scenario is active on this version from now on: it was activated, or it was active and another version was published (after `onPublished`). */
  onActivated?(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void>;
  /** The scenario was active and is not any more, by a person's hand or the machine's. Nobody is told the version. */
  onDeactivated?(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void>;
  /** The scenario is about to be deleted, physically; it is inactive. Rows that refer to it must go here. */
  onDeleted?(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void>;
}
