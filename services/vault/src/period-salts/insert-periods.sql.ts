import type { Statement } from '@ebbflow/persistence';

/** That these salts exist, since $4. */
export const insertPeriods: Statement = {
  name: 'insert-periods',
  text: `
    insert into vault.period_salt (category, lifetime_days, hour, created_at)
    select category, lifetime_days, hour, $4 from unnest($1::text[], $2::integer[], $3::bigint[]) as new (category, lifetime_days, hour)
    on conflict do nothing`,
};
