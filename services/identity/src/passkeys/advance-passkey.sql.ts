import type { Statement } from '@ebbflow/persistence';

/**
 * A passkey was used. No row: its count did not grow, which is how a copy of a device that counts gives itself away; devices that do
 * not count stay at 0. Said again here because two uses at once both pass a comparison made before. $1 tenant, $2 id, $3 count, $4 now
 */
export const advancePasskey: Statement = {
  name: 'identity.advance-passkey',
  text: `update identity.passkey set counter = $3, last_used_at = $4
    where tenant_id = $1 and id = $2 and (counter < $3 or (counter = 0 and $3 = 0))
    returning id`,
};
