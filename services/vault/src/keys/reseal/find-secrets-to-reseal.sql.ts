import type { Statement } from '@ebbflow/persistence';

export interface SecretToReseal {
  readonly id: string;
  readonly keyVersion: number;
  readonly secretSealed: Buffer;
}

/** Of tenant $1, up to $3 that lie under an older version than $2. */
export const findSecretsToReseal = (table: string): Statement => ({
  name: `find-secrets-to-reseal-${table}`,
  text: `
    select id, key_version as "keyVersion", secret_sealed as "secretSealed"
      from vault.${table} where tenant_id = $1 and key_version < $2 order by id limit $3`,
});
