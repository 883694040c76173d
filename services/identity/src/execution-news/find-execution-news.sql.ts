import type { Statement } from '@ebbflow/persistence';

export interface ExecutionNewsRow {
  readonly errors: number;
  readonly warnings: number;
  readonly is_deactivated: boolean;
  readonly run_id: string | null;
}

/** What is to be told now; nothing when it was told. $1 tenant, $2 user, $3 scenario */
export const findExecutionNews: Statement = {
  name: 'identity.find-execution-news',
  text: `select errors, warnings, is_deactivated, run_id from identity.execution_news
    where tenant_id = $1 and user_id = $2 and scenario_id = $3 and (errors > 0 or warnings > 0 or is_deactivated)`,
};
