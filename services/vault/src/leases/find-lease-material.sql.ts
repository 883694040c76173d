import type { Statement } from '@ebbflow/persistence';

export interface LeaseMaterial {
  readonly placement: 'header' | 'query';
  readonly parameterName: string;
  readonly allowedOrigins: readonly string[];
  readonly secretSealed: Buffer;
  readonly keyVersion: number;
  readonly keyState: 'active' | 'destroyed';
  readonly wrappedKeySealed: Buffer | null;
}

/** The connection and the key its secret lies under, in one round trip: a lease is asked for inside every run. */
export const findLeaseMaterial: Statement = {
  name: 'find-lease-material',
  text: `
    select connection.placement, connection.parameter_name as "parameterName",
           connection.allowed_origins as "allowedOrigins", connection.secret_sealed as "secretSealed",
           connection.key_version as "keyVersion", tenant_key.state as "keyState",
           tenant_key.wrapped_key_sealed as "wrappedKeySealed"
    from vault.connection
    join vault.tenant_key on tenant_key.tenant_id = connection.tenant_id
      and tenant_key.purpose = 'secrets' and tenant_key.version = connection.key_version
    where connection.tenant_id = $1 and connection.id = $2`,
};
