import type { Statement } from '@ebbflow/persistence';

/** Session-level: held until the connection ends, however it ends. */
export const outboxLock: Statement = {
  name: 'outbox-lock',
  text: `select pg_try_advisory_lock(hashtextextended($1, 7105)) as is_held`,
};
