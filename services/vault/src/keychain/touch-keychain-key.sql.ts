import type { Statement } from '@ebbflow/persistence';

/** Once a minute at most: a busy scenario would write this row, and leave a dead one behind, with every run. */
export const touchKeychainKey: Statement = {
  name: 'touch-keychain-key',
  text: `
    update vault.keychain set last_used_at = $3
     where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at <= $3::timestamptz - interval '1 minute')`,
};
