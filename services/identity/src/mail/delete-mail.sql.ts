import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id */
export const deleteMail: Statement = {
  name: 'identity.delete-mail',
  text: 'delete from identity.mail where tenant_id = $1 and id = $2',
};
