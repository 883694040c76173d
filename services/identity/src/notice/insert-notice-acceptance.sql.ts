import type { Statement } from '@ebbflow/persistence';

/** Once a person and version. $1 tenant, $2 person, $3 version, $4 now */
export const insertNoticeAcceptance: Statement = {
  name: 'identity.insert-notice-acceptance',
  text: `insert into identity.notice_acceptance (tenant_id, user_id, version, accepted_at) values ($1, $2, $3, $4)
    on conflict do nothing`,
};
