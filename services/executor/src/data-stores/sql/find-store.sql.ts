import type { Statement } from '@ebbflow/persistence';

/** A store with what records must look like in it. */
export const findStore: Statement = {
  name: 'find-data-store',
  text: `
    select store.id, store.team_id, store.index_key_sealed, store.key_version, store.max_bytes, store.used_bytes, store.record_count,
      structure.fields, structure.strict
    from executor.data_store as store
    left join executor.data_structure as structure
      on structure.tenant_id = store.tenant_id and structure.id = store.structure_id
    where store.tenant_id = $1 and store.id = $2`,
};
