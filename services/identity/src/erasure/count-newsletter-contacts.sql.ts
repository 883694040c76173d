import type { Statement } from '@ebbflow/persistence';

/** $2 null: of the whole organisation. The job is told to look at them now: their people are gone, or about to be. */
export const countNewsletterContacts: Statement = {
  name: 'identity.count-newsletter-contacts-to-forget',
  text: `
    with due as (
      update identity.newsletter_contact set due_at = coalesce(due_at, $3)
       where tenant_id = $1 and ($2::text is null or user_id = $2) returning 1
    )
    select count(*)::int as count from due`,
};
