import type { Statement } from '@ebbflow/persistence';

/** Consents and uses go along by their foreign keys. What stays says nothing about a person. */
export const removeConnection: Statement = {
  name: 'remove-connection',
  text: `
    with removed as (
      delete from vault.connection where tenant_id = $1 and id = $2 returning tenant_id, id, kind, created_at
    )
    insert into vault.removed_connection (tenant_id, id, kind, created_at, removed_at, revocation)
    select tenant_id, id, kind, created_at, $3, $4 from removed
    returning id`,
};
