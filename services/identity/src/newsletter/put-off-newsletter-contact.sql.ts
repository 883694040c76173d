import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 user, $3 end of the lease, $4 when it is due again */
export const putOffNewsletterContact: Statement = {
  name: 'identity.put-off-newsletter-contact',
  text: `update identity.newsletter_contact set due_at = $4 where tenant_id = $1 and user_id = $2 and due_at = $3`,
};
