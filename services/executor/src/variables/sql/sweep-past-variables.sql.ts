import type { Statement } from '@ebbflow/persistence';

/** Past values that no unfinished run began early enough to read. The minutes are for replicas whose clocks or caches are behind. */
export const sweepPastVariables: Statement = {
  name: 'sweep-past-variables',
  text: `
    delete from executor.past_variable
    where until_at < now() - interval '2 minutes' and not exists (
      select from executor.run
      where run.tenant_id = past_variable.tenant_id and run.due_at is not null
        and run.created_at < past_variable.until_at + interval '2 minutes'
    )`,
};
