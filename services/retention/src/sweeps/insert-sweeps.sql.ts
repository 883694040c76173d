import type { Statement } from '@ebbflow/persistence';

/** A day is dropped once; a repeated report of it changes nothing. */
export const insertSweeps: Statement = {
  name: 'insert-sweeps',
  text: `
    insert into retention.sweep (category, service, day, swept_at)
    select $1, $2, day, $4 from unnest($3::date[]) as t(day)
    on conflict do nothing`,
};
