import type { Statement } from '@ebbflow/persistence';

/** No row: an erasure of the same subject is under way. */
export const insertErasure: Statement = {
  name: 'insert-erasure',
  text: `
    insert into retention.erasure (id, subject_kind, subject_tenant, subject_id, subject_member_of, subject_sealed, subject_digest, state,
      approval, requested_by, requested_for, request_id, counts, exceptions, planned_at)
    values ($1, $2, $3, $4, $5, $6, $7, 'planned', $8, $9, $10, $11, $12, $13, $14)
    on conflict (subject_digest) where state not in ('done', 'withdrawn') do nothing
    returning id`,
};
