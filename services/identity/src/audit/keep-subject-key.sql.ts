import type { Statement } from '@ebbflow/persistence';

/**
 * The key that is there, or else the new one. An update that changes nothing, because `do nothing` returns no row, and a row that
 * another transaction is just inserting is not seen by a select of the same statement. $1 tenant, $2 day, $3 subject, $4 new key
 */
export const keepSubjectKey: Statement = {
  name: 'identity.keep-subject-key',
  text: `insert into identity.audit_subject_key as kept (tenant_id, day, subject_id, key) values ($1, $2, $3, $4)
    on conflict (tenant_id, day, subject_id) do update set key = kept.key
    returning key`,
};
