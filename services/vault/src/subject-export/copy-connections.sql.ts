import type { Statement } from '@ebbflow/persistence';

/** Connections; what opens them is nobody’s to read back. $1 tenant, $2 after this key, $3 how many at most */
export const copyConnections: Statement = {
  name: 'vault.copy-connections',
  text: `select id as key, id, name, kind, state, settings, created_at as "createdAt"
    from vault.connection where tenant_id = $1 and id > $2 order by id limit $3`,
};
