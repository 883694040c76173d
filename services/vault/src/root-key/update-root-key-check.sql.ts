import type { Statement } from '@ebbflow/persistence';

/** From here on a start with any other root key is refused. Only where nothing lies under another one any more. */
export const updateRootKeyCheck: Statement = {
  name: 'update-root-key-check',
  text: `
    update vault.root_key_check set fingerprint = $1, check_sealed = $2
     where id = 'root' and not exists (select from vault.wrapping_key where root_key_fingerprint <> $1)
       and not exists (select from vault.tenant_key where state = 'active' and wrapping_generation is null)
    returning id`,
};
