import type { Statement } from '@ebbflow/persistence';

/** Nothing where there is no such person. $1 tenant, $2 id, $3 user, $4 hash of the token, $5 expiry */
export const insertPasswordReset: Statement = {
  name: 'identity.insert-password-reset',
  text: `insert into identity.password_reset (tenant_id, id, user_id, token_hash, expires_at)
    select u.tenant_id, $2, u.id, $4, $5 from identity.user u where u.tenant_id = $1 and u.id = $3`,
};
