import type { Statement } from '@ebbflow/persistence';

/**
 * Everybody there is has been sent a message, or none could be handed over until it was given up; nothing happens while somebody has none or
 * one that still waits. $1 version, $2 now
 */
export const noteAnnounced: Statement = {
  name: 'identity.note-announced',
  text: `update identity.notice_version set announced_at = $2
    where version = $1 and announced_at is null
      and not exists (select from identity.user u where not exists (select from identity.notice_announcement a
        where a.tenant_id = u.tenant_id and a.user_id = u.id and a.version = $1))
      and not exists (select from identity.mail m
        where m.kind = 'notice-announced' and m.subject_id = ($1::integer)::text and m.expires_at > $2)
    returning version`,
};
