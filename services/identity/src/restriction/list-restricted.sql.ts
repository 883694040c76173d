import type { Statement } from '@ebbflow/persistence';

/** Those of these people whose data may only be stored; wherever their accounts are kept. $1 people */
export const listRestricted: Statement = {
  name: 'identity.list-restricted',
  text: 'select user_id from identity.restriction where user_id = any($1::text[])',
};
