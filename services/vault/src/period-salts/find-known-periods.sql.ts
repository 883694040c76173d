import type { Statement } from '@ebbflow/persistence';

/** Which of these periods have had a salt. */
export const findKnownPeriods: Statement = {
  name: 'find-known-periods',
  text: `
    select known.category, known.lifetime_days as "lifetimeDays", known.hour::int8::text as hour
      from vault.period_salt as known
      join unnest($1::text[], $2::integer[], $3::bigint[]) as asked (category, lifetime_days, hour)
        on asked.category = known.category and asked.lifetime_days = known.lifetime_days and asked.hour = known.hour`,
};
