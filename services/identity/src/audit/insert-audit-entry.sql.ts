import type { Statement } from '@ebbflow/persistence';

/**
 * The entry and the new end of the chain. $1 tenant, $2 position, $3 id, $4 when, $5 kind and $6 id of the actor, $7 action, $8 kind
 * and $9 id of the object, $10 facts, $11 subject, $12 sealed facts, $13 hash of the entry before, $14 its own
 */
export const insertAuditEntry: Statement = {
  name: 'identity.insert-audit-entry',
  text: `with moved as (update identity.audit_head set position = $2, hash = $14 where tenant_id = $1)
    insert into identity.audit_entry (tenant_id, position, id, occurred_at, actor_kind, actor_id, action,
      object_kind, object_id, facts, subject_id, personal_sealed, previous_hash, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};
