import type { Statement } from '@ebbflow/persistence';

/** Everybody there is has a message waiting or sent; nothing happens while somebody has none. $1 version, $2 now */
export const noteAnnounced: Statement = {
  name: 'identity.note-announced',
  text: `update identity.notice_version set announced_at = $2
    where version = $1 and announced_at is null
      and not exists (select from identity.user u where not exists (select from identity.notice_announcement a
        where a.tenant_id = u.tenant_id and a.user_id = u.id and a.version = $1))
    returning version`,
};
