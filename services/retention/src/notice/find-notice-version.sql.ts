import type { NoticeText } from './notice-text.ts';
import type { ServedVersionRow } from './list-notice-versions.sql.ts';
import type { Statement } from '@ebbflow/persistence';

export interface NoticeVersionRow extends ServedVersionRow {
  readonly notice: NoticeText;
}

/** $1 version, or null for the newest */
export const findNoticeVersion: Statement = {
  name: 'find-notice-version',
  text: `
    select version, digest, since, notice from retention.notice_version
     where $1::integer is null or version = $1 order by version desc limit 1`,
};
