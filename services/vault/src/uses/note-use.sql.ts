import type { Statement } from '@ebbflow/persistence';

/** From the connection, so that a use noted after its removal finds nothing to stand on. */
export const noteUse: Statement = {
  name: 'note-use',
  text: `
    insert into vault.connection_use (tenant_id, connection_id, scenario_id, day, last_used_at)
    select tenant_id, id, $3, ($4::timestamptz at time zone 'utc')::date, $4
      from vault.connection where tenant_id = $1 and id = $2
    on conflict (tenant_id, connection_id, scenario_id, day)
      do update set last_used_at = greatest(connection_use.last_used_at, excluded.last_used_at)`,
};
