import type { Statement } from '@ebbflow/persistence';

export const keepSealed: Statement = {
  name: 'keep-erasure-sealed',
  text: `update retention.erasure set subject_sealed = $2 where id = $1 and state = 'waiting'`,
};
