import type { Statement } from '@ebbflow/persistence';

/** Goes through a security-definer function because the writer role may not use RETURNING. Answers the ids not seen before. */
export function inboxClaim(schema: string): Statement {
  return {
    name: 'inbox-claim',
    text: `select event_id from ${schema}.inbox_claim($1::text, $2::text[], $3::timestamptz[]) as event_id`,
  };
}
