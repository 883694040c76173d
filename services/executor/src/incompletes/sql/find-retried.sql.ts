import type { Statement } from '@ebbflow/persistence';
import { INCOMPLETE_COLUMNS } from '../incomplete-execution.ts';

/** What this run takes up. Nobody else changes it while it does. As worker. */
export const findRetried: Statement = {
  name: 'find-retried-incomplete',
  text: `
    select ${INCOMPLETE_COLUMNS}, content_version, content_sealed, key_version
    from executor.incomplete_execution
    where tenant_id = $1 and id = $2 and state = 'retrying' and retry_run_id = $3`,
};
