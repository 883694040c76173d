import type { Statement } from '@ebbflow/persistence';

/** The newest hundred of each category. */
export const listSweeps: Statement = {
  name: 'list-sweeps',
  text: `
    select category, to_char(day, 'YYYY-MM-DD') as day, swept_at as "sweptAt"
      from (select *, row_number() over (partition by category order by day desc, service) as position from retention.sweep) as numbered
     where position <= 100
     order by category, day desc`,
};
