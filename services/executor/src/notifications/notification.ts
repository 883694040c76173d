import { NOTIFICATION_KINDS, type NotificationKind, notificationRaised } from '@ebbflow/contracts';
import { type Clock, newId } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';

/** What an owner is told: where, and the numbers and ids the words for it need. Never content. */
export interface NotificationFields {
  readonly tenantId: string;
  /** Left out where it concerns the organisation. */
  readonly scenarioId?: string | undefined;
  readonly runId?: string | undefined;
  readonly moduleId?: number | undefined;
  readonly errorClass?: string | undefined;
  readonly facts?: Readonly<Record<string, number | string>>;
}

/** The event for the outbox of the transaction that made it true. */
export function notification(kind: NotificationKind, fields: NotificationFields, clock: Clock): OutboxEvent {
  const { tenantId, scenarioId, runId, moduleId, errorClass, facts } = fields;
  return createEvent(
    notificationRaised,
    {
      tenantId,
      notificationId: newId('ntf', clock.nowMs()),
      kind,
      severity: NOTIFICATION_KINDS[kind],
      raisedAt: clock.now().toISOString(),
      ...(scenarioId === undefined ? {} : { scenarioId }),
      ...(runId === undefined ? {} : { runId }),
      ...(moduleId === undefined ? {} : { moduleId }),
      ...(errorClass === undefined ? {} : { errorClass }),
      ...(facts === undefined ? {} : { facts: { ...facts } }),
    },
    { tenantId, clock, ...(scenarioId === undefined ? {} : { subject: scenarioId }) },
  );
}
