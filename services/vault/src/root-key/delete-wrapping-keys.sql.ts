import type { Statement } from '@ebbflow/persistence';

/**
 * Those older than $1 that no key lies under. One that is being inserted under such a key holds it until its transaction ends; if it
 * is there then, the foreign key makes this statement fail, and the rotation goes round once more.
 */
export const deleteWrappingKeys: Statement = {
  name: 'delete-wrapping-keys',
  text: `
    delete from vault.wrapping_key
     where generation < $1
       and not exists (select from vault.tenant_key where tenant_key.wrapping_generation = wrapping_key.generation)`,
};
