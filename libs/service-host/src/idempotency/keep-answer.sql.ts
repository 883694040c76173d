import type { Statement } from '@ebbflow/persistence';

/**
 * The request was carried out. Only for the holder ($3 is its own lock): one that took longer than its lock must not write over the answer of
 * whoever came after. Values: tenant, key digest, locked until, now, sealed answer or null.
 */
export const keepAnswer = (schema: string): Statement => ({
  name: `keep-idempotent-answer-${schema}`,
  text: `
    update ${schema}.idempotency set finished_at = $4, answer_sealed = $5
    where tenant_id = $1 and key_digest = $2 and locked_until = $3 and finished_at is null`,
});
