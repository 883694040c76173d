import type { Statement } from '@ebbflow/persistence';

/** Of one table or partition. −1: another table still refers to these rows. */
export function eraseTenantRows(schema: string): Statement {
  return { name: 'erase-tenant-rows', text: `select ${schema}.erase_tenant_rows($1, $2, $3, $4) as count` };
}
