import type { Statement } from '@ebbflow/persistence';

/**
 * People whose account is gone are to be forgotten by the provider too, and those whose account changed may have another address: changed at
 * another time than when the address was read that the provider was told. No clock is compared with another. $1 now
 */
export const findChangedContacts: Statement = {
  name: 'identity.find-changed-contacts',
  text: `update identity.newsletter_contact as contact set due_at = $1 where due_at is null
    and not exists (select from identity.user as person where person.tenant_id = contact.tenant_id and person.id = contact.user_id
      and person.updated_at = contact.settled_at)`,
};
