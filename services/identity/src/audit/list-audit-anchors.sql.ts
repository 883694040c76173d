import type { Statement } from '@ebbflow/persistence';

export interface AuditAnchorRow {
  readonly day: string;
  readonly position: number;
  readonly hash: Buffer;
  readonly key_id: string;
  readonly signature: Buffer;
}

/** Newest first. $1 tenant, $2 how many at most */
export const listAuditAnchors: Statement = {
  name: 'identity.list-audit-anchors',
  text: `select to_char(day, 'YYYY-MM-DD') as day, position, hash, key_id, signature
    from identity.audit_anchor where tenant_id = $1 order by day desc limit $2`,
};
