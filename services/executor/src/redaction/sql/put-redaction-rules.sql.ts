import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 scenario or empty, $3 the revision they are at (0: there are none yet). No row: they are at another. */
export const putRedactionRules: Statement = {
  name: 'put-redaction-rules',
  text: `
    with changed as (
      update executor.redaction_rule set revision = revision + 1, rules = $4::jsonb, changed_at = $5
      where tenant_id = $1 and scenario_id = $2 and revision = $3::integer
      returning revision
    ), made as (
      insert into executor.redaction_rule (tenant_id, scenario_id, revision, rules, changed_at)
      select $1, $2, 1, $4::jsonb, $5::timestamptz where $3::integer = 0
      on conflict (tenant_id, scenario_id) do nothing
      returning revision
    )
    select revision from changed union all select revision from made`,
};
