import type { Statement } from '@ebbflow/persistence';

/** All of an organisation: its own, under the empty id, and those of its scenarios. */
export const loadRedactionRules: Statement = {
  name: 'load-redaction-rules',
  text: `select scenario_id as "scenarioId", rules from executor.redaction_rule where tenant_id = $1`,
};
