import type { Statement } from '@ebbflow/persistence';

/** Tenants with a `secrets` key that has a successor and is not retired: something may lie under it, or it waits for its retirement. */
export const findTenantsToReseal: Statement = {
  name: 'find-tenants-to-reseal',
  text: `
    select older.tenant_id as "tenantId", max(younger.version) as version
      from vault.tenant_key older
      join vault.tenant_key younger on younger.tenant_id = older.tenant_id and younger.purpose = older.purpose
       and younger.version > older.version and younger.state = 'active'
     where older.purpose = 'secrets' and older.state = 'active' and older.tenant_id > $1
     group by older.tenant_id order by older.tenant_id limit $2`,
};
