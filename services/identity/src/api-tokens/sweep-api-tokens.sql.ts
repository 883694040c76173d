import type { Statement } from '@ebbflow/persistence';

/** Tokens that are over, of all tenants; one without an end stays. $1 now */
export const sweepApiTokens: Statement = {
  name: 'identity.sweep-api-tokens',
  text: 'delete from identity.api_token where expires_at <= $1',
};
