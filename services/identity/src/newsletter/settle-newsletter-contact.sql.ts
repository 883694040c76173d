import type { Statement } from '@ebbflow/persistence';

/**
 * The provider knows the person. Who changed their mind meanwhile made it due again, and it stays so. Who changed their address meanwhile
 * has another last change than the one noted, and is found by it. $1 tenant, $2 user, $3 provider's id, $4 end of the lease, $5 last change of the account as told
 */
export const settleNewsletterContact: Statement = {
  name: 'identity.settle-newsletter-contact',
  text: `update identity.newsletter_contact
    set provider_id = $3, attempts = 0, settled_at = $5::timestamptz, due_at = case when due_at = $4 then null else due_at end
    where tenant_id = $1 and user_id = $2`,
};
