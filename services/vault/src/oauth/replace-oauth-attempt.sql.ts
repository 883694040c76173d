import type { Statement } from '@ebbflow/persistence';

/** A connection has one attempt at a time: the last one begun. */
export const replaceOauthAttempt: Statement = {
  name: 'replace-oauth-attempt',
  text: `
    with earlier as (delete from vault.oauth_attempt where tenant_id = $1 and connection_id = $3)
    insert into vault.oauth_attempt
      (tenant_id, id, connection_id, user_id, verifier_sealed, key_version, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
