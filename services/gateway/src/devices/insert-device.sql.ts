import type { Statement } from '@ebbflow/persistence';

/** In the transaction that redeems its pairing. */
export const insertDevice: Statement = {
  name: 'insert-device',
  text: `
    insert into gateway.device (tenant_id, id, name, platform, token_hash, public_key, paired_at, last_seen_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7)`,
};
