import type { Statement } from '@ebbflow/persistence';

/** Does something at the first start of a database only. */
export const insertRootKeyCheck: Statement = {
  name: 'insert-root-key-check',
  text: `
    insert into vault.root_key_check (id, fingerprint, check_sealed)
    values ('root', $1, $2)
    on conflict (id) do nothing`,
};
