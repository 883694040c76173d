import type { Statement } from '@ebbflow/persistence';

/** People whose account is gone are to be forgotten by the provider too. $1 now */
export const findGoneContacts: Statement = {
  name: 'identity.find-gone-contacts',
  text: `update identity.newsletter_contact as contact set due_at = $1 where due_at is null
    and not exists (select from identity.user as person where person.tenant_id = contact.tenant_id and person.id = contact.user_id)`,
};
