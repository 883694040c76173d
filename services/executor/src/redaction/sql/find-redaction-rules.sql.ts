import type { Statement } from '@ebbflow/persistence';

export const findRedactionRules: Statement = {
  name: 'find-redaction-rules',
  text: `
    select revision, rules, changed_at as "changedAt" from executor.redaction_rule where tenant_id = $1 and scenario_id = $2`,
};
