import type { BreachAudience, BreachDuty } from '@ebbflow/contracts';

/** Article 33(1) GDPR, to the second: a period in hours is not prolonged by a weekend or a holiday (Regulation 1182/71, Article 3). */
export const AUTHORITY_HOURS = 72;
const HOUR_MS = 3_600_000;

export interface Judged {
  readonly awareAt: Date;
  readonly risk: 'unknown' | 'none' | 'risk' | 'high';
  readonly organisationIds: readonly string[];
  readonly notifications: readonly { readonly to: BreachAudience; readonly at: Date }[];
}

/**
 * Who has to be told. The *authority* unless the breach is unlikely to be a risk to anybody; while nobody has judged that, the 72 hours run.
 * *Organisations* whose data it is, whatever the risk: as their processor we do not judge it for them. *Persons* when the risk is high. The
 * last two "without undue delay", which is no hour that could be counted.
 */
export function dutiesOf(breach: Judged, nowMs: number): BreachDuty[] {
  const dueAt = new Date(breach.awareAt.getTime() + AUTHORITY_HOURS * HOUR_MS);
  return [
    duty(breach, nowMs, { to: 'authority', article: '33(1)', isNeeded: breach.risk !== 'none', dueAt }),
    duty(breach, nowMs, { to: 'organisations', article: '33(2)', isNeeded: breach.organisationIds.length > 0 }),
    duty(breach, nowMs, { to: 'persons', article: '34(1)', isNeeded: breach.risk === 'high' }),
  ];
}

function duty(
  { notifications }: Judged,
  nowMs: number,
  { to, article, isNeeded, dueAt }: { to: BreachAudience; article: string; isNeeded: boolean; dueAt?: Date },
): BreachDuty {
  const told = notifications.filter((notification) => notification.to === to).map(({ at }) => at.getTime());
  const first = told.length === 0 ? undefined : Math.min(...told);
  const due = { to, article, dueAt: isNeeded ? (dueAt?.toISOString() ?? null) : null };
  const isLate = (atMs: number): boolean => dueAt !== undefined && atMs > dueAt.getTime();
  if (first !== undefined) return { ...due, state: isLate(first) ? 'done-late' : 'done', remainingSeconds: null };
  if (!isNeeded) return { ...due, state: 'not-needed', remainingSeconds: null };
  const remainingSeconds = dueAt === undefined ? null : Math.floor((dueAt.getTime() - nowMs) / 1_000);
  return { ...due, state: isLate(nowMs) ? 'overdue' : 'due', remainingSeconds };
}

/** Hours after awareness at which staff is reminded while the authority has not been told. */
const REMINDER_HOURS = [24, 48, 60, 70, 72] as const;

/** Of those reminders the ones that are due and were not given yet; all at once where nobody looked for a day. */
export function remindersDue(breach: Judged, given: readonly number[], nowMs: number): number[] {
  const authority = dutiesOf(breach, nowMs).find(({ to }) => to === 'authority');
  if (authority?.state !== 'due' && authority?.state !== 'overdue') return [];
  const hours = (nowMs - breach.awareAt.getTime()) / HOUR_MS;
  return REMINDER_HOURS.filter((mark) => mark <= hours && !given.includes(mark));
}
