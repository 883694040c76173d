import type { Statement } from '@ebbflow/persistence';

/** Sessions that are over, of all people: when somebody was active is nobody's business after that. $1 now */
export const sweepSessions: Statement = {
  name: 'identity.sweep-sessions',
  text: 'delete from identity.session where expires_at <= $1',
};
