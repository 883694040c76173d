import type { Statement } from '@ebbflow/persistence';

export interface AuditEntryRow {
  readonly tenant_id: string;
  readonly position: number;
  readonly id: string;
  readonly occurred_at: Date;
  readonly actor_kind: 'user' | 'api-token' | 'staff' | 'service' | 'system' | 'nobody';
  readonly actor_id: string | null;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly facts: string;
  readonly subject_id: string | null;
  readonly personal_sealed: Buffer | null;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/** Newest first. $1 tenant, $2 before this position, then null or a filter: $3 actor, $4 action, $5 object, $6 from, $7 to; $8 how many at most */
export const listAuditEntries: Statement = {
  name: 'identity.list-audit-entries',
  text: `select * from identity.audit_entry
    where tenant_id = $1 and position < $2
      and ($3::text is null or actor_id = $3)
      and ($4::text is null or action = $4)
      and ($5::text is null or object_id = $5)
      and ($6::timestamptz is null or occurred_at >= $6)
      and ($7::timestamptz is null or occurred_at < $7)
    order by position desc limit $8`,
};
