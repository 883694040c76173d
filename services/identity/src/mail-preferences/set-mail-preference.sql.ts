import type { Statement } from '@ebbflow/persistence';

/** Nothing for a person who is gone. $1 tenant, $2 user, $3 purpose, $4 wanted, $5 now */
export const setMailPreference: Statement = {
  name: 'identity.set-mail-preference',
  text: `insert into identity.mail_preference (tenant_id, user_id, purpose, is_wanted, updated_at)
    select tenant_id, id, $3, $4, $5 from identity.user where tenant_id = $1 and id = $2
    on conflict (tenant_id, user_id, purpose) do update set is_wanted = excluded.is_wanted, updated_at = excluded.updated_at`,
};
