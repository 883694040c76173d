import type { Statement } from '@ebbflow/persistence';

/**
 * Takes a key: a new one, one whose day is over, or one whose holder never came back ($5: its lock has run out), for the same request.
 * No row when somebody has it; then `find-key` says who. Values: tenant, key digest, request digest, secret, now, locked until, oldest kept, caller.
 */
export const claimKey = (schema: string): Statement => ({
  name: `claim-idempotency-key-${schema}`,
  text: `
    insert into ${schema}.idempotency as known
      (tenant_id, key_digest, request_digest, sealed_under, created_at, locked_until, caller)
    values ($1, $2, $3, $4, $5, $6, $8)
    on conflict (tenant_id, key_digest) do update
      set request_digest = excluded.request_digest, sealed_under = excluded.sealed_under,
          created_at = excluded.created_at, locked_until = excluded.locked_until, finished_at = null, answer_sealed = null,
          caller = excluded.caller
      where known.created_at < $7
         or (known.finished_at is null and known.locked_until <= $5 and known.request_digest = excluded.request_digest)
    returning true as is_claimed`,
});
