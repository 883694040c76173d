import type { Statement } from '@ebbflow/persistence';

/**
 * A page of hooks by id, with what each accepted since $4 (a delivery id made of that instant: ids sort by time, so the
 * primary key serves the range), of the scenarios $6 or of all. Counted among the newest 10 000 deliveries, or a busy tenant's list would read millions of rows;
 * an index by hook would count exactly and cost every accepted webhook another index entry.
 */
export const listHooks: Statement = {
  name: 'list-hooks',
  text: `
    with page as (
      select * from gateway.hook where tenant_id = $1 and id > $2 and ($6::text[] is null or scenario_id = any($6)) order by id limit $3
    ), recent as (
      select hook_id, count(*)::int as count
        from (select hook_id from gateway.delivery
               where tenant_id = $1 and id >= $4 and received_at >= $5
               order by id desc limit 10000) as newest
       group by hook_id
    )
    select page.id, page.scenario_id as "scenarioId", page.module_id as "moduleId", page.token, page.kind, page.enabled, page.responds,
           page.created_at as "createdAt", coalesce(recent.count, 0) as "recentDeliveryCount"
      from page left join recent on recent.hook_id = page.id
     order by page.id`,
};
