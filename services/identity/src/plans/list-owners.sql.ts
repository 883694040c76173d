import type { Statement } from '@ebbflow/persistence';

export interface OwnerRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly home_tenant_id: string;
}

/** Who is told what concerns the contract. $1 tenants */
export const listOwners: Statement = {
  name: 'identity.list-owners',
  text: `select tenant_id, user_id, home_tenant_id from identity.membership where tenant_id = any($1) and role = 'owner'`,
};
