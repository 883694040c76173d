import type { Statement } from '@ebbflow/persistence';

/** Two who deal with one breach do so one after the other. $1 id */
export const lockBreach: Statement = {
  name: 'retention.lock-breach',
  text: 'select 1 from retention.breach where id = $1 for update',
};
