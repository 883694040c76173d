import type { Statement } from '@ebbflow/persistence';

/** In order. $1 tenant, $2 after this position, $3 up to this one, $4 how many at most */
export const readAuditChain: Statement = {
  name: 'identity.read-audit-chain',
  text: `select * from identity.audit_entry
    where tenant_id = $1 and position > $2 and position <= $3
    order by position limit $4`,
};
