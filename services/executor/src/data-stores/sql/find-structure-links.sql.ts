import type { Statement } from '@ebbflow/persistence';

/** Hooks of a structure that the gateway has not been told its newest revision for. */
export const findStructureLinks: Statement = {
  name: 'find-structure-links',
  text: `
    select link.hook_id, structure.revision, structure.fields, structure.strict
    from executor.hook_structure as link
    join executor.data_structure as structure
      on structure.tenant_id = link.tenant_id and structure.id = link.structure_id
    where link.tenant_id = $1 and link.structure_id = $2 and link.pushed_revision < structure.revision`,
};
