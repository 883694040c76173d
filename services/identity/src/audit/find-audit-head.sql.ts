import type { Statement } from '@ebbflow/persistence';

/** $1 tenant */
export const findAuditHead: Statement = {
  name: 'identity.find-audit-head',
  text: 'select position, hash from identity.audit_head where tenant_id = $1',
};
