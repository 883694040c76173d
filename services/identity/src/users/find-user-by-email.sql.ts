import type { Statement } from '@ebbflow/persistence';

export interface SignInRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly password_hash: string;
}

/** Across tenants: at sign-in there is an address and no tenant yet. $1 address as typed */
export const findUserByEmail: Statement = {
  name: 'identity.find-user-by-email',
  text: 'select tenant_id, id, password_hash from identity.user where lower(email) = lower($1)',
};
