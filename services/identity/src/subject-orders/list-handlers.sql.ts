import type { Statement } from '@ebbflow/persistence';

export interface HandlerRow {
  readonly user_id: string;
  readonly home_tenant_id: string;
}

/** Owners and administrators of an organisation: who deals with requests there. $1 tenant */
export const listHandlers: Statement = {
  name: 'identity.list-request-handlers',
  text: `select user_id, home_tenant_id from identity.membership where tenant_id = $1 and role in ('owner', 'admin')`,
};
