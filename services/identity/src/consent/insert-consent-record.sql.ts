import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 person, $4 purpose, $5 state, $6 method, $7 version of the notice, $8 now */
export const insertConsentRecord: Statement = {
  name: 'identity.insert-consent-record',
  text: `insert into identity.consent_record (tenant_id, id, user_id, purpose, state, method, notice_version, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
