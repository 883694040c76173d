import type { Statement } from '@ebbflow/persistence';

export interface OauthAttempt {
  readonly connectionId: string;
  readonly verifierSealed: Buffer;
  readonly keyVersion: number;
}

/** Gone once it is read: a state works once, and only for whoever began. */
export const takeOauthAttempt: Statement = {
  name: 'take-oauth-attempt',
  text: `
    delete from vault.oauth_attempt
     where tenant_id = $1 and id = $2 and user_id = $3 and expires_at > $4
    returning connection_id as "connectionId", verifier_sealed as "verifierSealed", key_version as "keyVersion"`,
};
