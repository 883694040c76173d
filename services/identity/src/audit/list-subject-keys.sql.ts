import type { Statement } from '@ebbflow/persistence';

export interface SubjectKeyRow {
  readonly subject_id: string;
  readonly day: Date;
  readonly key: Buffer;
}

/** $1 tenant, $2 subjects, $3 the day of each */
export const listSubjectKeys: Statement = {
  name: 'identity.list-subject-keys',
  text: `select k.subject_id, k.day, k.key from identity.audit_subject_key k
    where k.tenant_id = $1
      and (k.subject_id, k.day) in (select * from unnest($2::text[], $3::timestamptz[]))`,
};
