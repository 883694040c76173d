import type { Statement } from '@ebbflow/persistence';

/** A repeated call finds the command of the first one. Nothing comes back when $9 commands wait already. */
export const insertCommand: Statement = {
  name: 'insert-command',
  text: `
    with room as (
      select count(*) < $9 as is_left from gateway.device_command
       where tenant_id = $1 and device_id = $3 and command_sealed is not null and expires_at > $7
    ), new as (
      insert into gateway.device_command
        (tenant_id, id, device_id, request_key, encapsulated_key, command_sealed, created_at, expires_at)
      select $1, $2, $3, $4, $5, $6, $7, $8 from room
       where is_left
          or exists (select from gateway.device_command where tenant_id = $1 and device_id = $3 and request_key = $4)
      on conflict (tenant_id, device_id, request_key) do update set request_key = excluded.request_key
      returning id, expires_at
    )
    select id, expires_at as "expiresAt" from new`,
};
