import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 since when its data may only be stored; null when it may be processed again */
export const restrictTenant: Statement = {
  name: 'restrict-tenant',
  text: `insert into executor.tenant_plan (tenant_id, restricted_at) values ($1, $2)
    on conflict (tenant_id) do update set restricted_at = excluded.restricted_at, updated_at = now()`,
};
