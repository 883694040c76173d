import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 person, $3 version */
export const findNoticeAcceptance: Statement = {
  name: 'identity.find-notice-acceptance',
  text: `select accepted_at from identity.notice_acceptance where tenant_id = $1 and user_id = $2 and version = $3`,
};
