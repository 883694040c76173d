import type { Statement } from '@ebbflow/persistence';

export interface NewsletterContactRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly provider_id: string | null;
  readonly attempts: number;
  /** Null where the person is gone. */
  readonly email: string | null;
  /** When the account with that address was last changed. Text, since a Date has no microseconds; null where the person is gone. */
  readonly changed_at: string | null;
}

/** Contacts to look at, each by one replica until a lease ends, with the person's address. $1 now, $2 end of the lease, $3 most */
export const claimNewsletterContacts: Statement = {
  name: 'identity.claim-newsletter-contacts',
  text: `with due as (
      update identity.newsletter_contact as contact set due_at = $2, attempts = contact.attempts + 1
      from (select tenant_id, user_id from identity.newsletter_contact where due_at <= $1
        order by due_at limit $3 for update skip locked) as found
      where contact.tenant_id = found.tenant_id and contact.user_id = found.user_id
      returning contact.tenant_id, contact.user_id, contact.provider_id, contact.attempts
    )
    select due.*, person.email, person.updated_at::text as changed_at from due
    left join identity.user as person on person.tenant_id = due.tenant_id and person.id = due.user_id`,
};
