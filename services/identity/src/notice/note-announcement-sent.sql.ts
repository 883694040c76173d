import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 person, $3 version, $4 now */
export const noteAnnouncementSent: Statement = {
  name: 'identity.note-announcement-sent',
  text: `update identity.notice_announcement set sent_at = $4
    where tenant_id = $1 and user_id = $2 and version = $3 and sent_at is null`,
};
