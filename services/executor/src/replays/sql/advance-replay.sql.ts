import type { Statement } from '@ebbflow/persistence';

/** A page is done, in the transaction that started its runs. No row: somebody else has taken the replay over, and nothing counts. */
export const advanceReplay: Statement = {
  name: 'advance-replay',
  text: `
    update executor.replay
    set position = $4, page_cursor = $5, started = started + $6, skipped = skipped + $7, leased_until = now(), finished_at = $8
    where tenant_id = $1 and id = $2 and lease_token = $3
    returning id`,
};
