import type { Statement } from '@ebbflow/persistence';

/** Until this transaction ends nobody changes the password. No row: it is not the one that was compared. $1 tenant, $2 user, $3 its hash */
export const holdPassword: Statement = {
  name: 'identity.hold-password',
  text: 'select 1 from identity.user where tenant_id = $1 and id = $2 and password_hash = $3 for share',
};
