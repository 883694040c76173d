import type { Statement } from '@ebbflow/persistence';

/** Makes whoever lets runs into the same lanes wait for us, until our commit. In one order everywhere, so that nobody waits in a circle. */
export const lockLanes: Statement = {
  name: 'lock-lanes',
  text: `
    select pg_advisory_xact_lock(slot) from (
      select distinct hashtextextended(tenant_id || '/' || lane, 7104) as slot
      from unnest($1::text[], $2::text[]) as wanted (tenant_id, lane)
      order by slot
    ) as slots`,
};
