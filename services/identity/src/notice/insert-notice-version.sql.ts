import type { Statement } from '@ebbflow/persistence';

/** The next number. $1 digest, $2 summary, $3 does it reduce rights, $4 now, $5 when it takes effect */
export const insertNoticeVersion: Statement = {
  name: 'identity.insert-notice-version',
  text: `insert into identity.notice_version (version, digest, summary, reduces_rights, published_at, effective_at)
    select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5 from identity.notice_version
    returning *`,
};
