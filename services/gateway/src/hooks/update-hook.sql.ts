import type { Statement } from '@ebbflow/persistence';

export const updateHook: Statement = {
  name: 'update-hook',
  text: `
    update gateway.hook
       set enabled = $3, responds = $4, updated_at = $5
     where tenant_id = $1 and id = $2
    returning id, module_id as "moduleId", token, enabled`,
};
