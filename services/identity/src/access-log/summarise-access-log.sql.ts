import type { Statement } from '@ebbflow/persistence';

export interface AccessUseRow {
  readonly service: string;
  readonly method: string;
  readonly route: string | null;
  readonly scope: string | null;
  readonly calls: number;
  readonly refused: number;
  readonly objects: number;
  readonly object_ids: string[] | null;
  readonly first_at: Date;
  readonly last_at: Date;
}

/** By route, most called first. $1 tenant, $2 token, $3 session, $4 person (each null: any), $5 not before, $6 before */
export const summariseAccessLog: Statement = {
  name: 'identity.summarise-access-log',
  text: `
    select service, method, route, scope, count(*)::integer as calls, (count(*) filter (where status >= 400))::integer as refused,
           count(distinct object_id)::integer as objects, (array_agg(distinct object_id) filter (where object_id is not null))[1:50] as object_ids,
           min(occurred_at) as first_at, max(occurred_at) as last_at
      from identity.access_log
     where tenant_id = $1 and ($2::text is null or api_token_id = $2) and ($3::text is null or session_id = $3)
       and ($4::text is null or user_id = $4) and occurred_at >= $5 and occurred_at < $6
     group by service, method, route, scope
     order by calls desc, service, route limit 500`,
};
