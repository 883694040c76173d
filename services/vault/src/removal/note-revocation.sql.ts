import type { Statement } from '@ebbflow/persistence';

export const noteRevocation: Statement = {
  name: 'note-revocation',
  text: `update vault.removed_connection set revocation = $3 where tenant_id = $1 and id = $2`,
};
