import type { Statement } from '@ebbflow/persistence';

export const setStructure: Statement = {
  name: 'set-structure',
  text: `
    update gateway.hook set structure = $3, updated_at = $4 where tenant_id = $1 and id = $2 returning token`,
};
