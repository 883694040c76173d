import type { Statement } from '@ebbflow/persistence';

/**
 * Keys of a tenant with what they were answered: all ($2 null), or those of some callers. A row that a replica of an earlier release wrote
 * names no caller and goes along: what is lost is only that a repetition is recognised. Values: tenant, callers.
 */
export const forgetAnswers = (schema: string): Statement => ({
  name: `forget-idempotent-answers-${schema}`,
  text: `
    delete from ${schema}.idempotency
    where tenant_id = $1 and ($2::text[] is null or caller is null or caller = any($2))
    returning true as is_gone`,
});
