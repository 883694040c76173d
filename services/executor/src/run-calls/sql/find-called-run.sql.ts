import type { Statement } from '@ebbflow/persistence';

export const findCalledRun: Statement = {
  name: 'find-called-run',
  text: `select id, created_at from executor.run where tenant_id = $1 and request_key = $2`,
};
