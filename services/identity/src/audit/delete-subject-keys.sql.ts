import type { Statement } from '@ebbflow/persistence';

/** Of every day. $1 tenant, $2 subject */
export const deleteSubjectKeys: Statement = {
  name: 'identity.delete-subject-keys',
  text: 'delete from identity.audit_subject_key where tenant_id = $1 and subject_id = $2',
};
