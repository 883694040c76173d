import type { Statement } from '@ebbflow/persistence';

/**
 * Destroys the versions of tenant $1 older than $2 under which nothing lies, if their successor was there before $3: whoever read the old
 * one as the current one has long stored what they sealed.
 */
export const retireSecretsKeys = (tables: readonly string[]): Statement => ({
  name: `retire-secrets-keys-${tables.join('-')}`,
  text: `
    update vault.tenant_key
       set state = 'destroyed', wrapped_key_sealed = null, wrapping_generation = null, destroyed_at = $4
     where tenant_id = $1 and purpose = 'secrets' and version < $2 and state = 'active'
       and exists (
         select from vault.tenant_key successor
          where successor.tenant_id = $1 and successor.purpose = 'secrets' and successor.version = tenant_key.version + 1
            and successor.created_at < $3
       )
       ${tables
         .map(
           (table) =>
             `and not exists (select from vault.${table} sealed where sealed.tenant_id = $1 and sealed.key_version = tenant_key.version)`,
         )
         .join('\n       ')}
    returning version`,
});
