import type { Statement } from '@ebbflow/persistence';

/** Their scenario is deleted, and they with it, whatever their state. */
export const forgetIncompletes: Statement = {
  name: 'forget-incompletes',
  text: `
    update executor.incomplete_execution
    set state = 'deleted', content_sealed = null, key_version = null, bytes = 0, next_retry_at = null, asked_at = null,
      retry_run_id = null, revision = revision + 1, updated_at = now(), updated_by = null
    where tenant_id = $1 and scenario_id = $2 and state in ('pending', 'retrying')`,
};
