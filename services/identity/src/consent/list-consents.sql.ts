import type { ConsentPurpose } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface ConsentRow {
  readonly purpose: ConsentPurpose;
  readonly state: 'given' | 'withdrawn';
  readonly notice_version: number;
  readonly recorded_at: Date;
}

/** The youngest decision on each purpose. $1 tenant, $2 person */
export const listConsents: Statement = {
  name: 'identity.list-consents',
  text: `select distinct on (purpose) purpose, state, notice_version, recorded_at from identity.consent_record
    where tenant_id = $1 and user_id = $2
    order by purpose, recorded_at desc, id desc`,
};
