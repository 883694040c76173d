import type { Statement } from '@ebbflow/persistence';

/** What waits for a device, oldest first. */
export const listCommands: Statement = {
  name: 'list-commands',
  text: `
    select id, encapsulated_key as "encapsulatedKey", command_sealed as sealed, expires_at as "expiresAt"
      from gateway.device_command
     where tenant_id = $1 and device_id = $2 and command_sealed is not null and expires_at > $3
     order by id limit 20`,
};
