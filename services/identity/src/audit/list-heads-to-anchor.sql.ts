import type { Statement } from '@ebbflow/persistence';

export interface HeadToAnchorRow {
  readonly tenant_id: string;
  readonly position: number;
  readonly hash: Buffer;
}

/**
 * Ends of chains, of all organisations, that moved since they were signed last, or were signed last with another key; none that was
 * signed today. $1 today, $2 id of the key, $3 after this organisation, $4 how many at most
 */
export const listHeadsToAnchor: Statement = {
  name: 'identity.list-heads-to-anchor',
  text: `select head.tenant_id, head.position, head.hash
    from identity.audit_head head
    left join lateral (
      select day, position, key_id from identity.audit_anchor where tenant_id = head.tenant_id order by day desc limit 1
    ) last on true
    where head.tenant_id > $3 and head.position > 0
      and (last.day is null or (last.day < $1 and (last.position < head.position or last.key_id <> $2)))
    order by head.tenant_id limit $4`,
};
