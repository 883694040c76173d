import type { Statement } from '@ebbflow/persistence';

/** Messages that wait, by what they say. */
export const countMails: Statement = {
  name: 'identity.count-mails',
  text: `select kind, count(*)::int as count from identity.mail group by 1`,
};
