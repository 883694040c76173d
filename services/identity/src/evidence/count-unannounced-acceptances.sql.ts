import type { Statement } from '@ebbflow/persistence';

/** Of versions that take rights: acceptances noted before everybody had been written to. */
export const countUnannouncedAcceptances: Statement = {
  name: 'identity.count-unannounced-acceptances',
  text: `select count(*)::int as count from identity.notice_acceptance a join identity.notice_version v on v.version = a.version
    where v.reduces_rights and (v.announced_at is null or a.accepted_at < v.announced_at or a.accepted_at < v.effective_at)`,
};
