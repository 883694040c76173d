import type { Statement } from '@ebbflow/persistence';

export interface RegistrationRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly email: string;
  readonly password_hash: string;
}

/** Across tenants: the link says which registration it is for. Only one that is still open. $1 hash of the token, $2 now */
export const findRegistration: Statement = {
  name: 'identity.find-registration',
  text: `select tenant_id, id, email, password_hash from identity.registration
    where token_hash = $1 and expires_at > $2`,
};
