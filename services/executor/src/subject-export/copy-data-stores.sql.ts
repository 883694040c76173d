import type { Statement } from '@ebbflow/persistence';

/** Data stores; their records are sealed and copied by themselves. $1 tenant, $2 after this key, $3 how many at most */
export const copyDataStores: Statement = {
  name: 'executor.copy-data-stores',
  text: `select id as key, id, name, record_count::integer as "recordCount", created_at as "createdAt", updated_at as "updatedAt"
    from executor.data_store where tenant_id = $1 and id > $2 order by id limit $3`,
};
