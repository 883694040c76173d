import type { Statement } from '@ebbflow/persistence';

export interface SecondFactorRow {
  readonly confirmed_at: Date;
  readonly codes_left: number;
}

/** No row: a person has none. $1 tenant, $2 user */
export const findSecondFactor: Statement = {
  name: 'identity.find-second-factor',
  text: `select confirmed_at, (
      select count(*)::integer from identity.recovery_code c where c.tenant_id = t.tenant_id and c.user_id = t.user_id
    ) as codes_left
    from identity.totp t where tenant_id = $1 and user_id = $2 and confirmed_at is not null`,
};
