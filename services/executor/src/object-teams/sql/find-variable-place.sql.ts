import type { Statement } from '@ebbflow/persistence';

/** A variable of the organisation is read by all teams; one of a scenario is where that is. $1 tenant, $2 variable */
export const findVariablePlace: Statement = {
  name: 'find-variable-place',
  text: `
    select case variable.scope when 'team' then variable.scope_id else scenario.team_id end as "teamId",
      variable.scope = 'organization' as "isReadByAll"
    from executor.custom_variable as variable
    left join executor.scenario on variable.scope = 'scenario'
      and scenario.tenant_id = variable.tenant_id and scenario.id = variable.scope_id
    where variable.tenant_id = $1 and variable.id = $2`,
};
