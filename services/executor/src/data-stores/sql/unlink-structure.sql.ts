import type { Statement } from '@ebbflow/persistence';

export const unlinkStructure: Statement = {
  name: 'unlink-structure',
  text: `delete from executor.hook_structure where tenant_id = $1 and hook_id = $2 and structure_id = $3`,
};
