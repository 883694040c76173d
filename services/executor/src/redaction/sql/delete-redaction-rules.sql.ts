import type { Statement } from '@ebbflow/persistence';

export const deleteRedactionRules: Statement = {
  name: 'delete-redaction-rules',
  text: `delete from executor.redaction_rule where tenant_id = $1 and scenario_id = $2`,
};
