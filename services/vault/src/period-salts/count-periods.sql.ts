import type { Statement } from '@ebbflow/persistence';

export interface CountedPeriods {
  readonly category: string;
  readonly lifetimeDays: number;
  readonly living: number;
  readonly destroyed: number;
  readonly oldestHour: Date | null;
  readonly lastDestroyedAt: Date | null;
  readonly overdue: number;
}

/** $1: now. */
export const countPeriods: Statement = {
  name: 'count-periods',
  text: `
    select category, lifetime_days as "lifetimeDays",
           count(*) filter (where destroyed_at is null)::int as living,
           count(destroyed_at)::int as destroyed,
           to_timestamp(min(hour) filter (where destroyed_at is null) * 3600.0) as "oldestHour",
           max(destroyed_at) as "lastDestroyedAt",
           count(*) filter (where destroyed_at is null
             and to_timestamp((hour + 1) * 3600.0) + lifetime_days * interval '24 hours' <= $1)::int as overdue
      from vault.period_salt group by category, lifetime_days order by category, lifetime_days`,
};
