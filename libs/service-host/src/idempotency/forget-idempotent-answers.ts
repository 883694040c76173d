import type { SqlClient } from '@ebbflow/persistence';
import { forgetAnswers } from './forget-answers.sql.ts';

export interface CallersToForget {
  readonly tenantId: string;
  /** Ids of users and of API tokens, as in a principal. Left out: everybody's of the tenant. */
  readonly callers?: readonly string[];
}

/**
 * What a service remembers of requests with an `Idempotency-Key`, for an erasure: answers may hold what is personal, and would else stay for
 * the rest of their day. Within the caller's transaction, as tenant. @returns how many there were
 */
export async function forgetIdempotentAnswers(
  sql: SqlClient,
  schema: string,
  { tenantId, callers }: CallersToForget,
): Promise<number> {
  return (await sql.query(forgetAnswers(schema), [tenantId, callers ?? null])).length;
}
