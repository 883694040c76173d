import type { Statement } from '@ebbflow/persistence';

/** Only while it is what was read: a token renewed meanwhile must not be replaced by the one before. */
export const resealSecretOf = (table: string): Statement => ({
  name: `reseal-secret-${table}`,
  text: `
    update vault.${table} set secret_sealed = $4, key_version = $5
     where tenant_id = $1 and id = $2 and secret_sealed = $3`,
});
