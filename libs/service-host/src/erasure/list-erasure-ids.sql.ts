import type { Statement } from '@ebbflow/persistence';

export interface KnownId {
  readonly tenantId: string;
  readonly id: string;
}

export function listErasureTenants(schema: string): Statement {
  return { name: 'list-erasure-tenants', text: `select distinct id from ${schema}.erasure_tenants() as known(id)` };
}

/** $1 table, $2 column. */
export function listErasureIds(schema: string): Statement {
  return { name: 'list-erasure-ids', text: `select tenant as "tenantId", id from ${schema}.erasure_ids($1, $2)` };
}
