import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 user */
export const forgetExecutionNews: Statement = {
  name: 'identity.forget-execution-news',
  text: 'delete from identity.execution_news where tenant_id = $1 and user_id = $2',
};
