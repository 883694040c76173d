import type { Statement } from '@ebbflow/persistence';

/** Up to $2 runs that finished more than $1 milliseconds ago. Several replicas may sweep at once; they take different rows. */
export const sweepFinishedRuns: Statement = {
  name: 'sweep-finished-runs',
  text: `
    with over as (
      select tenant_id, id from executor.run
      where state = 'finished' and finished_at < now() - $1::float8 * interval '1 millisecond'
      order by finished_at limit $2
      for update skip locked
    )
    delete from executor.run using over where run.tenant_id = over.tenant_id and run.id = over.id
    returning 1 as swept`,
};
