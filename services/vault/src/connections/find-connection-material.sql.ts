import type { ConnectionKind, ConnectionState } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface ConnectionMaterial {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: ConnectionKind;
  readonly teamId: string | null;
  readonly state: ConnectionState;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly allowedOrigins: readonly string[];
  readonly revision: number;
  /** Null with `state` = `secret-needed`, and so are the next three. */
  readonly secretSealed: Buffer | null;
  readonly keyVersion: number | null;
  readonly keyState: 'active' | 'destroyed' | null;
  readonly wrappedKeySealed: Buffer | null;
}

/** The connection and the key its secret lies under, in one round trip: a lease is asked for inside every run. */
export const findConnectionMaterial: Statement = {
  name: 'find-connection-material',
  text: `
    select connection.tenant_id as "tenantId", connection.id, connection.kind,
           connection.team_id as "teamId", connection.state, connection.settings,
           connection.allowed_origins as "allowedOrigins", connection.revision, connection.secret_sealed as "secretSealed",
           connection.key_version as "keyVersion", tenant_key.state as "keyState",
           tenant_key.wrapped_key_sealed as "wrappedKeySealed"
    from vault.connection
    left join vault.tenant_key on tenant_key.tenant_id = connection.tenant_id
      and tenant_key.purpose = 'secrets' and tenant_key.version = connection.key_version
    where connection.tenant_id = $1 and connection.id = $2`,
};
