import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 user, $3 ids, $4 hashes */
export const insertRecoveryCodes: Statement = {
  name: 'identity.insert-recovery-codes',
  text: `insert into identity.recovery_code (tenant_id, id, user_id, code_hash)
    select $1, id, $2, code_hash from unnest($3::text[], $4::bytea[]) as code (id, code_hash)`,
};
