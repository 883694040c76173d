import type { SubjectRequestType } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';
import { DateTime } from 'luxon';

/**
 * Until when a request is to be answered: one calendar month after it came in (Article 12(3) GDPR), counted as Regulation 1182/71 does: to the
 * end of the same day of the next month, or of its last day where it has no such. Days are UTC, so that two replicas come to the same.
 */
export function dueDate(receivedAt: Date): Date {
  return endOfDayIn(receivedAt, 1);
}

/** Two months more, from when it came in and not from the first due date: 31 January → 28 February → 30 April. Never after what is promised for an erasure (C27). */
export function extendedDueDate(type: SubjectRequestType, receivedAt: Date, erasedWithin: Duration): Date {
  const extended = endOfDayIn(receivedAt, 3);
  if (type !== 'erasure') return extended;
  return new Date(Math.min(extended.getTime(), receivedAt.getTime() + erasedWithin.milliseconds));
}

/** An extension counts only if its person is told of it within the first month. */
export function mayStillExtend(receivedAt: Date, now: Date): boolean {
  return now <= dueDate(receivedAt);
}

function endOfDayIn(from: Date, months: number): Date {
  return DateTime.fromJSDate(from, { zone: 'utc' }).plus({ months }).endOf('day').toJSDate();
}
