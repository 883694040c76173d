import type { Statement } from '@ebbflow/persistence';

export interface ServedVersionRow {
  readonly version: number;
  readonly digest: string;
  readonly since: Date;
}

/** Newest first, without their texts. */
export const listNoticeVersions: Statement = {
  name: 'list-notice-versions',
  text: 'select version, digest, since from retention.notice_version order by version desc limit 200',
};
