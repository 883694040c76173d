import type { Statement } from '@ebbflow/persistence';

export const findStructureUsers: Statement = {
  name: 'find-structure-users',
  text: `
    select
      (select count(*)::integer from executor.data_store where tenant_id = $1 and structure_id = $2) as store_count,
      (select count(*)::integer from executor.hook_structure where tenant_id = $1 and structure_id = $2) as hook_count`,
};
