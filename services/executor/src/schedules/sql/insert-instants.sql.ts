import type { Statement } from '@ebbflow/persistence';

/** Decides upon instants. Only those that are answered are decided here and now; the others were decided before. */
export const insertInstants: Statement = {
  name: 'insert-instants',
  text: `
    insert into executor.schedule_instant (tenant_id, scenario_id, instant, run_id, decided_at)
    select tenant_id, scenario_id, instant, run_id, $5
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) as decided (tenant_id, scenario_id, instant, run_id)
    on conflict do nothing
    returning run_id as "runId"`,
};
