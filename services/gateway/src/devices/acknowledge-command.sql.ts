import type { Statement } from '@ebbflow/persistence';

/** The content goes at once; the row stays until it expires, so that a repeated request of the executor is known. */
export const acknowledgeCommand: Statement = {
  name: 'acknowledge-command',
  text: `
    update gateway.device_command set command_sealed = null, encapsulated_key = null
     where tenant_id = $1 and device_id = $2 and id = $3`,
};
