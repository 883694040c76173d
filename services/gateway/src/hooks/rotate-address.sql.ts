import type { Statement } from '@ebbflow/persistence';

/** Answers the old token, so that it can be forgotten at once. */
export const rotateAddress: Statement = {
  name: 'rotate-address',
  text: `
    with old as (select tenant_id, id, token from gateway.hook where tenant_id = $1 and id = $2 for no key update)
    update gateway.hook set token = $3, updated_at = $4, updated_by = $5, revision = revision + 1
      from old where hook.tenant_id = old.tenant_id and hook.id = old.id
    returning old.token, hook.scenario_id as "scenarioId"`,
};
