import type { Breach } from '@ebbflow/contracts';
import { dutiesOf } from './breach-duties.policy.ts';
import type { BreachRow } from './breach-row.ts';

export function breachAnswer(row: BreachRow, nowMs: number): Breach {
  const { createdAt: _createdAt, closedAt, notifications, timeline, ...facts } = row;
  return {
    ...facts,
    state: stateOf(row),
    awareAt: row.awareAt.toISOString(),
    occurredFrom: row.occurredFrom?.toISOString() ?? null,
    occurredTo: row.occurredTo?.toISOString() ?? null,
    duties: closedAt === null ? dutiesAt(row, nowMs) : dutiesAt(row, closedAt.getTime()),
    notifications: notifications.map((notification) => ({ ...notification, at: instant(notification.at) })),
    timeline: timeline.map((step) => ({ ...step, at: instant(step.at) })),
  };
}

/** *Open* until somebody judged the risk, *assessed* until everybody who has to be told was, then *closed*, and as it is for good. */
function stateOf({ risk, closedAt }: Pick<BreachRow, 'risk' | 'closedAt'>): Breach['state'] {
  if (closedAt !== null) return 'closed';
  return risk === 'unknown' ? 'open' : 'assessed';
}

export function dutiesAt(row: BreachRow, nowMs: number): Breach['duties'] {
  const notifications = row.notifications.map(({ to, at }) => ({ to, at: new Date(at) }));
  return dutiesOf({ ...row, notifications }, nowMs);
}

/** JSON out of Postgres has microseconds and an offset. */
function instant(text: string): string {
  return new Date(text).toISOString();
}
