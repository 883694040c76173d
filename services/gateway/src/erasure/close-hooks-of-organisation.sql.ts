import type { Statement } from '@ebbflow/persistence';

/** A closed hook answers 410, and the door finds out within a second. */
export const closeHooksOfOrganisation: Statement = {
  name: 'close-hooks-of-organisation',
  text: `update gateway.hook set closed_at = $2 where tenant_id = $1 and closed_at is null`,
};
