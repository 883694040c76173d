import type { Statement } from '@ebbflow/persistence';

export const dropErrorHandler: Statement = {
  name: 'drop-error-handler',
  text: `delete from executor.scenario_error_handler where tenant_id = $1 and scenario_id = $2`,
};
