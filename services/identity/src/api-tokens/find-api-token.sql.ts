import type { Statement } from '@ebbflow/persistence';

export interface ApiTokenRow {
  readonly tenant_id: string;
  readonly scopes: string[];
}

/** Across tenants: the token says who is asking. $1 hash of the token, $2 now */
export const findApiToken: Statement = {
  name: 'identity.find-api-token',
  text: `select tenant_id, scopes from identity.api_token
    where token_hash = $1 and (expires_at is null or expires_at > $2)`,
};
