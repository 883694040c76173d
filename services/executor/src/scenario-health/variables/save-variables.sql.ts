import type { Statement } from '@ebbflow/persistence';

/** The one whose run ended last wins, as a whole. */
export const saveVariables: Statement = {
  name: 'save-scenario-variables',
  text: `
    insert into executor.scenario_variables (tenant_id, scenario_id, variables_sealed, key_version)
    select tenant_id, scenario_id, variables_sealed, key_version
    from unnest($1::text[], $2::text[], $3::bytea[], $4::integer[]) as kept (tenant_id, scenario_id, variables_sealed, key_version)
    order by tenant_id, scenario_id
    on conflict (tenant_id, scenario_id) do update
      set variables_sealed = excluded.variables_sealed, key_version = excluded.key_version, updated_at = now()`,
};
