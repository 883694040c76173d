import type { Statement } from '@ebbflow/persistence';

/** One row per event, one round trip per batch. The id column's xid8 is taken by default from the transaction. */
export function outboxAppend(schema: string): Statement {
  return {
    name: 'outbox-append',
    text: `
      insert into ${schema}.outbox (event_id, tenant_id, topic, key, attributes, data)
      select event_id, tenant_id, topic, key, attributes, data
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[])
        with ordinality as t(event_id, tenant_id, topic, key, attributes, data, position) order by position`,
  };
}
