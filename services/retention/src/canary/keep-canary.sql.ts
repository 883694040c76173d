import type { Statement } from '@ebbflow/persistence';

/** $1 its erasure, $2 now */
export const keepCanary: Statement = {
  name: 'keep-canary',
  text: `
    insert into retention.canary (erasure_id, planted_at) values ($1, $2)
    on conflict (singleton) do update set erasure_id = excluded.erasure_id, planted_at = excluded.planted_at`,
};
