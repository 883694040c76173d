import type { Statement } from '@ebbflow/persistence';

export const relearnStructure: Statement = {
  name: 'relearn-structure',
  text: `update gateway.hook set is_learning = true, updated_at = $3 where tenant_id = $1 and id = $2 returning token`,
};
