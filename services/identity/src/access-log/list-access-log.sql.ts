import type { Statement } from '@ebbflow/persistence';
import type { AccessLogEntity } from './access-log.entity.ts';

export type AccessRow = Omit<Pick<AccessLogEntity, keyof AccessLogEntity>, 'tenantId' | 'rightsId'> & {
  readonly tenant_id: string;
};

/** $1 tenant, $2 token, $3 session, $4 person, $5 object (each null: any), $6 not before, $7 before, $8 and $9 before this instant and id, $10 how many at most */
export const listAccessLog: Statement = {
  name: 'identity.list-access-log',
  text: `
    select tenant_id, id, occurred_at as "occurredAt", actor_kind as "actorKind", user_id as "userId", api_token_id as "apiTokenId",
           session_id as "sessionId", service, method, route, scope, object_id as "objectId", status
      from identity.access_log
     where tenant_id = $1 and ($2::text is null or api_token_id = $2) and ($3::text is null or session_id = $3)
       and ($4::text is null or user_id = $4) and ($5::text is null or object_id = $5)
       and occurred_at >= $6 and occurred_at < $7 and (occurred_at, id) < ($8, $9)
     order by occurred_at desc, id desc limit $10`,
};
