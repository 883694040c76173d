import type { Statement } from '@ebbflow/persistence';

/** Whom it was about is forgotten here too: an organisation wholly, of others the organisation they were in stays. */
export const finishErasure: Statement = {
  name: 'finish-erasure',
  text: `
    update retention.erasure set state = 'done', finished_at = $2, ended_at = $2, certificate_id = $3, exceptions = $4, subject_id = null,
      subject_member_of = null, subject_sealed = null, subject_digest = id,
      subject_tenant = case when subject_kind in ('organisation', 'user') then null else subject_tenant end,
      requested_for = case when requested_for = subject_tenant and subject_kind = 'organisation' then '' else requested_for end,
      requested_by = case when subject_kind = 'user' and requested_by = 'user:' || subject_id then 'the person' else requested_by end,
      approved_by = case when subject_kind = 'user' and approved_by = 'user:' || subject_id then 'the person' else approved_by end
    where id = $1 and state = 'scanning' returning id`,
};
