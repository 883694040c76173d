import type { Statement } from '@ebbflow/persistence';

/** The next number, unless the newest version says just this: whichever replica comes first. $1 digest, $2 now, $3 the text */
export const insertNoticeVersion: Statement = {
  name: 'insert-notice-version',
  text: `
    insert into retention.notice_version (version, digest, since, notice)
    select coalesce(max(version), 0) + 1, $1, $2, $3 from retention.notice_version
    having (select digest from retention.notice_version order by version desc limit 1) is distinct from $1
    on conflict do nothing`,
};
