import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepMails: Statement = {
  name: 'identity.sweep-mails',
  text: 'delete from identity.mail where expires_at <= $1',
};
