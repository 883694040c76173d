import type { Statement } from '@ebbflow/persistence';

/** People who have not been written to about a version, noted as such: each by one replica. $1 version, $2 now, $3 how many at most */
export const claimPeopleToAnnounce: Statement = {
  name: 'identity.claim-people-to-announce',
  text: `insert into identity.notice_announcement (tenant_id, user_id, version, queued_at)
    select u.tenant_id, u.id, $1, $2 from identity.user u
    where not exists (select from identity.notice_announcement a
      where a.tenant_id = u.tenant_id and a.user_id = u.id and a.version = $1)
    order by u.tenant_id, u.id limit $3
    on conflict do nothing
    returning tenant_id, user_id`,
};
