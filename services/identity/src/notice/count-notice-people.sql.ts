import type { Statement } from '@ebbflow/persistence';

export interface NoticePeopleRow {
  readonly version: number;
  readonly queued: number;
  readonly sent: number;
  readonly accepted: number;
}

/** Of all organisations, as numbers only. */
export const countNoticePeople: Statement = {
  name: 'identity.count-notice-people',
  text: `select v.version,
      (select count(*)::int from identity.notice_announcement a where a.version = v.version) as queued,
      (select count(sent_at)::int from identity.notice_announcement a where a.version = v.version) as sent,
      (select count(*)::int from identity.notice_acceptance a where a.version = v.version) as accepted
    from identity.notice_version v`,
};
