import type { Statement } from '@ebbflow/persistence';

export interface NoticeVersionRow {
  readonly version: number;
  readonly digest: string;
  readonly summary: string;
  readonly reduces_rights: boolean;
  readonly published_at: Date;
  readonly effective_at: Date;
  readonly announced_at: Date | null;
}

/** Newest first, at most 200. */
export const listNoticeVersions: Statement = {
  name: 'identity.list-notice-versions',
  text: `select version, digest, summary, reduces_rights, published_at, effective_at, announced_at
    from identity.notice_version order by version desc limit 200`,
};
