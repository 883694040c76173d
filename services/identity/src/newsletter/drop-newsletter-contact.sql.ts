import type { Statement } from '@ebbflow/persistence';

/** The provider does not know the person (any more). $1 tenant, $2 user, $3 end of the lease */
export const dropNewsletterContact: Statement = {
  name: 'identity.drop-newsletter-contact',
  text: `with kept as (
      update identity.newsletter_contact set provider_id = null
      where tenant_id = $1 and user_id = $2 and due_at is distinct from $3
    )
    delete from identity.newsletter_contact where tenant_id = $1 and user_id = $2 and due_at = $3`,
};
