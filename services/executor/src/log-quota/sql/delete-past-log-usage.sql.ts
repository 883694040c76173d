import type { Statement } from '@ebbflow/persistence';

export const deletePastLogUsage: Statement = {
  name: 'delete-past-log-usage',
  text: `delete from executor.log_usage where day < $1::date`,
};
