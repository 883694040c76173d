import type { Statement } from '@ebbflow/persistence';

/** What somebody is known by goes at once; it is needed for nothing any more. */
export const withdrawErasure: Statement = {
  name: 'withdraw-erasure',
  text: `
    update retention.erasure set state = 'withdrawn', ended_at = $2, subject_sealed = null
    where id = $1 and state in ('planned', 'waiting') returning id`,
};
