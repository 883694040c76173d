import type { Statement } from '@ebbflow/persistence';

/** Held by the session, so it ends with the process that holds it, however that process ends. */
export const lockNodeName: Statement = {
  name: 'lock-node-name',
  text: `select pg_try_advisory_lock(hashtextextended('ebbflow.executor.node:' || $1, 0)) as locked`,
};
