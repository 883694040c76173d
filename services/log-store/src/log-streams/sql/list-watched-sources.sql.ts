import type { Statement } from '@ebbflow/persistence';

/** Of which tenants which sources are streamed. Paused ones too: they go on where they were. */
export const listWatchedSources: Statement = {
  name: 'list-watched-sources',
  text: `
    select tenant_id as "tenantId", array_agg(distinct source) as sources
    from log_store.log_stream cross join unnest(sources) as source
    where stopped_at is null
    group by tenant_id`,
};
