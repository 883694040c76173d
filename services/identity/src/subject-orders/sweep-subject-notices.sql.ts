import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepSubjectNotices: Statement = {
  name: 'identity.sweep-subject-notices',
  text: 'delete from identity.subject_notice where expires_at <= $1',
};
