import type { Statement } from '@ebbflow/persistence';

export interface PasskeyRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly public_key: Buffer;
  /** A bigint, so a text. */
  readonly counter: string;
}

/** Across tenants: a passkey says who is asking. $1 id of the credential */
export const findPasskey: Statement = {
  name: 'identity.find-passkey',
  text: 'select tenant_id, id, user_id, public_key, counter from identity.passkey where credential_id = $1',
};
