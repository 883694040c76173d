import type { Statement } from '@ebbflow/persistence';

export interface KnownKey {
  readonly request_digest: string;
  readonly sealed_under: string;
  readonly is_finished: boolean;
  readonly locked_until: Date;
  readonly answer_sealed: Buffer | null;
}

/** What is known of a key. Values: tenant, key digest. */
export const findKey = (schema: string): Statement => ({
  name: `find-idempotency-key-${schema}`,
  text: `
    select request_digest, sealed_under, finished_at is not null as is_finished, locked_until, answer_sealed
    from ${schema}.idempotency
    where tenant_id = $1 and key_digest = $2`,
});
