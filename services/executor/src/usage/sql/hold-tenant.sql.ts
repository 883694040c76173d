import type { Statement } from '@ebbflow/persistence';

/** From now on new runs of this tenant wait until then. */
export const holdTenant: Statement = {
  name: 'hold-tenant',
  text: `
    insert into executor.tenant_plan (tenant_id, held_until) values ($1, $2)
    on conflict (tenant_id) do update set held_until = excluded.held_until`,
};
