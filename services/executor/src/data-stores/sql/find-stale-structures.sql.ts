import type { Statement } from '@ebbflow/persistence';

/** Structures of all tenants with a hook that the gateway has not been told their newest revision for; $1 at most. */
export const findStaleStructures: Statement = {
  name: 'find-stale-structures',
  text: `
    select distinct link.tenant_id, link.structure_id
    from executor.hook_structure as link
    join executor.data_structure as structure
      on structure.tenant_id = link.tenant_id and structure.id = link.structure_id
    where link.pushed_revision < structure.revision
    limit $1`,
};
