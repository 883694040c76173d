import type { Statement } from '@ebbflow/persistence';
import type { MailKind } from './mail-kinds.ts';

export interface MailRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly kind: MailKind;
  readonly user_id: string | null;
  /** Where that person's account is kept. */
  readonly home_tenant_id: string;
  readonly subject_id: string | null;
  readonly attempts: number;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** Takes messages that are due, each by one replica, until a lease ends. $1 now, $2 end of the lease, $3 how many at most */
export const claimMails: Statement = {
  name: 'identity.claim-mails',
  text: `update identity.mail as mail set due_at = $2, attempts = mail.attempts + 1
    from (select tenant_id, id from identity.mail where due_at <= $1 and expires_at > $1
      order by due_at limit $3 for update skip locked) as due
    where mail.tenant_id = due.tenant_id and mail.id = due.id
    returning mail.tenant_id, mail.id, mail.kind, mail.user_id, coalesce(mail.home_tenant_id, mail.tenant_id) as home_tenant_id, mail.subject_id, mail.attempts, mail.created_at, mail.expires_at`,
};
