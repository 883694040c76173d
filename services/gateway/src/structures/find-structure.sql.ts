import type { Statement } from '@ebbflow/persistence';

export const findStructure: Statement = {
  name: 'find-structure',
  text: `
    select structure as chosen, learned_structure as learned, learned_at as "learnedAt", is_learning as "isLearning"
      from gateway.hook where tenant_id = $1 and id = $2`,
};
