import type { Statement } from '@ebbflow/persistence';

export interface AuditHeadRow {
  readonly position: number;
  readonly hash: Buffer;
}

/** The end of the chain, locked until the transaction ends; made for the first entry. $1 tenant, $2 what the first entry follows */
export const lockAuditHead: Statement = {
  name: 'identity.lock-audit-head',
  text: `insert into identity.audit_head as head (tenant_id, position, hash) values ($1, 0, $2)
    on conflict (tenant_id) do update set position = head.position
    returning position, hash`,
};
