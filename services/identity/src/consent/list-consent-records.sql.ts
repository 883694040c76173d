import type { Statement } from '@ebbflow/persistence';
import type { ConsentRow } from './list-consents.sql.ts';

export interface ConsentRecordRow extends ConsentRow {
  readonly id: string;
  readonly method: 'settings' | 'registration' | 'unsubscribe-link' | 'processor' | 'sign-in-form' | 'objection';
  readonly digest: string;
}

/** Newest first, each with the notice it was given under. $1 tenant, $2 person, $3 and $4 before this instant and id, $5 how many at most */
export const listConsentRecords: Statement = {
  name: 'identity.list-consent-records',
  text: `select r.id, r.purpose, r.state, r.method, r.notice_version, r.recorded_at, v.digest
    from identity.consent_record r
    join identity.notice_version v on v.version = r.notice_version
    where r.tenant_id = $1 and r.user_id = $2 and (r.recorded_at, r.id) < ($3, $4)
    order by r.recorded_at desc, r.id desc limit $5`,
};
