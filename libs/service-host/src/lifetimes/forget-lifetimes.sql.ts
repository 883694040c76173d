import type { Statement } from '@ebbflow/persistence';

/** Scopes in which nothing is shortened any more. $1 tenants, $2 scenarios */
export const forgetLifetimes = (schema: string): Statement => ({
  name: 'forget-lifetimes',
  text: `
    delete from ${schema}.lifetime using unnest($1::text[], $2::text[]) as gone(tenant_id, scenario_id)
     where lifetime.tenant_id = gone.tenant_id and lifetime.scenario_id = gone.scenario_id`,
});
