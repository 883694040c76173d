import type { Statement } from '@ebbflow/persistence';

/** Messages of the whole installation that wait, newest first. $1 now, $2 how many at most */
export const listMails: Statement = {
  name: 'identity.list-mails',
  text: `select tenant_id, id, kind, user_id, coalesce(home_tenant_id, tenant_id) as home_tenant_id, subject_id, attempts, created_at, expires_at from identity.mail
    where expires_at > $1 order by id desc limit $2`,
};
