import type { Statement } from '@ebbflow/persistence';
import type { AccessRights } from './access-rights.entity.ts';

export interface AccessRightsRow {
  readonly rights: AccessRights;
}

/** What could be done by the rights that calls were made with. $1 tenant, $2 token, $3 session, $4 person (each null: any), $5 not before, $6 before */
export const listAccessRights: Statement = {
  name: 'identity.list-access-rights',
  text: `
    select r.rights from identity.access_rights r
     where r.tenant_id = $1 and exists (
       select from identity.access_log l
        where l.tenant_id = $1 and l.rights_id = r.id and l.occurred_at >= r.seen_on and l.occurred_at < r.seen_on + interval '1 day'
          and ($2::text is null or l.api_token_id = $2) and ($3::text is null or l.session_id = $3) and ($4::text is null or l.user_id = $4)
          and l.occurred_at >= $5 and l.occurred_at < $6)`,
};
