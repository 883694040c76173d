import type { Statement } from '@ebbflow/persistence';
import { LOOKED_AT } from './list-deliveries.sql.ts';

/** Where a page that looked at all it may ends; nothing when it came to the end of all. */
export const findLastLookedAt: Statement = {
  name: 'find-last-looked-at',
  text: `
    select id from gateway.delivery where tenant_id = $1 and id < $2 order by id desc offset ${String(LOOKED_AT - 1)} limit 1`,
};
