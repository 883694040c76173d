import type { Statement } from '@ebbflow/persistence';

/** Makes the organisation's link, or replaces it while it is unused; gives no row back once it was used. $1 tenant, $2 hash, $3 expiry */
export const issueSetupLink: Statement = {
  name: 'identity.issue-setup-link',
  text: `insert into identity.setup_link as link (tenant_id, token_hash, expires_at) values ($1, $2, $3)
    on conflict (tenant_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
      where link.used_at is null
    returning tenant_id`,
};
