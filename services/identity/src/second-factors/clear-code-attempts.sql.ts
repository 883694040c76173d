import type { Statement } from '@ebbflow/persistence';

/** A recovery code was right. $1 tenant, $2 user */
export const clearCodeAttempts: Statement = {
  name: 'identity.clear-code-attempts',
  text: 'update identity.totp set attempts = 0 where tenant_id = $1 and user_id = $2',
};
