import type { Statement } from '@ebbflow/persistence';

/** What nothing came to for a day, of all tenants. $1 now */
export const sweepExecutionNews: Statement = {
  name: 'identity.sweep-execution-news',
  text: `delete from identity.execution_news where updated_at <= $1::timestamptz - interval '1 day'`,
};
