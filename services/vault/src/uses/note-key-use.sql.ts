import type { Statement } from '@ebbflow/persistence';

/** From the key, so that a use noted after its removal finds nothing to stand on. */
export const noteKeyUse: Statement = {
  name: 'note-key-use',
  text: `
    insert into vault.keychain_use (tenant_id, key_id, scenario_id, day, last_used_at)
    select tenant_id, id, $3, ($4::timestamptz at time zone 'utc')::date, $4
      from vault.keychain where tenant_id = $1 and id = $2
    on conflict (tenant_id, key_id, scenario_id, day)
      do update set last_used_at = greatest(keychain_use.last_used_at, excluded.last_used_at)`,
};
