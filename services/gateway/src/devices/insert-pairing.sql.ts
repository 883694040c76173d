import type { Statement } from '@ebbflow/persistence';

/** The hash alone: who reads the table can pair nothing. */
export const insertPairing: Statement = {
  name: 'insert-pairing',
  text: `
    insert into gateway.device_pairing (tenant_id, code_hash, expires_at) values ($1, $2, $3)`,
};
