import type { Statement } from '@ebbflow/persistence';

/** The provider is to be told what the person wants now. $1 tenant, $2 user, $3 now */
export const noteNewsletterWish: Statement = {
  name: 'identity.note-newsletter-wish',
  text: `insert into identity.newsletter_contact (tenant_id, user_id, due_at) values ($1, $2, $3)
    on conflict (tenant_id, user_id) do update set due_at = excluded.due_at, attempts = 0`,
};
