import type { Statement } from '@ebbflow/persistence';

/** Of two replicas that sign at once one gets through. $1 day, $2 key, $3 now; of each organisation: $4 id, $5 position, $6 hash, $7 signature */
export const insertAuditAnchors: Statement = {
  name: 'identity.insert-audit-anchors',
  text: `insert into identity.audit_anchor (tenant_id, day, position, hash, key_id, signature, signed_at)
    select tenant_id, $1, position, hash, $2, signature, $3
    from unnest($4::text[], $5::int[], $6::bytea[], $7::bytea[]) as head (tenant_id, position, hash, signature)
    on conflict do nothing`,
};
