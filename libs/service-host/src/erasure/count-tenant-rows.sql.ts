import type { Statement } from '@ebbflow/persistence';

export function countTenantRows(schema: string): Statement {
  return { name: 'count-tenant-rows', text: `select ${schema}.count_tenant_rows($1, $2)::int as count` };
}
