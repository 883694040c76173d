import type { Statement } from '@ebbflow/persistence';

/** Of several replicas that make the same generation one does; the others must read it with a new statement. */
export const insertWrappingKey: Statement = {
  name: 'insert-wrapping-key',
  text: `
    insert into vault.wrapping_key (generation, root_key_fingerprint, key_sealed, created_at) values ($1, $2, $3, $4)
    on conflict (generation) do nothing
    returning generation`,
};
