import type { Statement } from '@ebbflow/persistence';

/** Of two that learn at once the first to come wins. */
export const saveLearned: Statement = {
  name: 'save-learned',
  text: `
    update gateway.hook set learned_structure = $3, learned_at = $4, is_learning = false
     where tenant_id = $1 and id = $2 and is_learning returning token`,
};
