import type { Statement } from '@ebbflow/persistence';

/** At most $1 of them, so that no transaction grows long. */
export const deleteExpiredOutputs: Statement = {
  name: 'delete-expired-outputs',
  text: `
    delete from executor.run_output where (tenant_id, run_id) in
      (select tenant_id, run_id from executor.run_output where expires_at <= now() order by expires_at limit $1 for update skip locked)
    returning run_id`,
};
