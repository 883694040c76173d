import type { Statement } from '@ebbflow/persistence';

/** For runs that were queued in this very transaction: they become due later. A freeze that lasts longer wins. */
export const delayRuns: Statement = {
  name: 'delay-runs',
  text: `
    update executor.run set due_at = greatest(run.due_at, now() + delayed.delay_ms * interval '1 millisecond')
    from unnest($1::text[], $2::text[], $3::float8[]) as delayed (tenant_id, id, delay_ms)
    where run.tenant_id = delayed.tenant_id and run.id = delayed.id and run.state = 'queued'`,
};
