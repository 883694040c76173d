import type { DeactivationReason } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { notification } from '../notifications/notification.ts';
import { ScenarioActivation } from '../scenarios/activation/scenario-activation.ts';

/** A scenario to be taken out of service, and the run that was the last straw. */
export interface Deactivation {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly reason: DeactivationReason;
  readonly runId?: string;
  readonly errorClass?: string | undefined;
  /** Only staff can activate it again. */
  readonly isLocked?: boolean;
}

/** Switches scenarios off and tells their owners, each once: one that is off already is not told again. */
@Injectable()
export class Deactivations {
  constructor(
    private readonly activation: ScenarioActivation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Inside the caller's transaction, as worker. Of several for one scenario the first counts; any that locks it locks. */
  async write(sql: SqlClient, all: readonly Deactivation[]): Promise<OutboxEvent[]> {
    const targets = new Map<string, Deactivation>();
    for (const one of all) {
      const slot = `${one.tenantId}/${one.scenarioId}`;
      const known = targets.get(slot);
      targets.set(slot, { ...(known ?? one), isLocked: known?.isLocked === true || one.isLocked === true });
    }
    const sorted = [...targets].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, target]) => target);
    const changed = await this.activation.deactivate(sql, sorted);
    return changed.flatMap(({ tenantId, scenarioId }) => {
      const target = targets.get(`${tenantId}/${scenarioId}`);
      if (target === undefined) return [];
      const { runId, errorClass, reason } = target;
      return [
        notification(
          'SCENARIO_DEACTIVATED',
          { tenantId, scenarioId, runId, errorClass, facts: { reason } },
          this.clock,
        ),
      ];
    });
  }
}
