import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 now */
export const touchApiToken: Statement = {
  name: 'identity.touch-api-token',
  text: 'update identity.api_token set last_used_at = $3 where tenant_id = $1 and id = $2',
};
