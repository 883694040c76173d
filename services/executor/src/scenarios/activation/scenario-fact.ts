import { executorAuditRecorded } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

interface ScenarioDone {
  readonly tenantId: string;
  readonly scenarioId: string;
  /** The person; null for an API token. */
  readonly by: string | null;
  readonly what: 'activated' | 'deactivated';
}

/** What somebody did to a scenario, for the organisation's audit log. */
export function scenarioFact({ tenantId, scenarioId, by, what }: ScenarioDone, clock: Clock): OutboxEvent {
  const actor = { kind: by === null ? ('api-token' as const) : ('user' as const), id: by };
  const data = { tenantId, actor, action: `scenario.${what}`, object: { kind: 'scenario', id: scenarioId } };
  return createEvent(executorAuditRecorded, data, { tenantId, subject: scenarioId, clock });
}
