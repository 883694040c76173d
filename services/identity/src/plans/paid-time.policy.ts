import type { Plan } from '@ebbflow/contracts';

/** What an organisation has paid for: a plan until an instant, and what a month of that time cost, in the currency's smallest unit. */
export interface PaidTime {
  readonly plan: Plan;
  readonly until: Date;
  readonly monthMinor: number;
  readonly currency: string;
}

/** A month of one plan at one price. */
export type PaidMonth = Omit<PaidTime, 'until'>;

/**
 * What an organisation has after one month more was paid. The same plan goes on after what is paid already. Of two plans the dearer one runs,
 * and the other's money becomes time of it by the price of a month: a dearer plan begins at once and the rest of the cheaper one shrinks, a
 * payment for a cheaper one prolongs the dearer. Nobody loses money they paid, and no cheap month becomes a dear one. Prices in two
 * currencies cannot be compared: then the new plan begins now, and the rest of the old one is over.
 */
export function paidTimeAfter(running: PaidTime | undefined, month: PaidMonth, now: Date): PaidTime {
  if (running === undefined || running.until <= now) return { ...month, until: monthAfter(now) };
  const isSameCurrency = running.currency === month.currency;
  if (running.plan === month.plan) {
    // A rest bought at two prices counts as bought at the lower one, should it be converted later.
    const monthMinor = isSameCurrency ? Math.min(running.monthMinor, month.monthMinor) : month.monthMinor;
    return { ...month, monthMinor, until: monthAfter(running.until) };
  }
  if (!isSameCurrency) return { ...month, until: monthAfter(now) };
  if (month.monthMinor < running.monthMinor) {
    const monthMs = monthAfter(running.until).getTime() - running.until.getTime();
    return { ...running, until: later(running.until, (monthMs * month.monthMinor) / running.monthMinor) };
  }
  const restMs = running.until.getTime() - now.getTime();
  return { ...month, until: later(monthAfter(now), (restMs * running.monthMinor) / month.monthMinor) };
}

function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + Math.floor(ms));
}

/** The same day of the next month in UTC, or its last day where it has none such. */
function monthAfter(date: Date): Date {
  const next = new Date(date);
  next.setUTCMonth(date.getUTCMonth() + 1);
  // 31 January came out as 3 March.
  if (next.getUTCDate() !== date.getUTCDate()) next.setUTCDate(0);
  return next;
}
