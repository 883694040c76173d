import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { deriveTenantSecret, TenantKeys } from '@ebbflow/crypto';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Injectable } from '@nestjs/common';
import { IdempotencyKeyInvalidError, IdempotencyKeyReusedError } from '../run-calls.errors.ts';
import { claimCall } from '../sql/claim-call.sql.ts';
import { findCall } from '../sql/find-call.sql.ts';

/** How long an Idempotency-Key stands for its call: as with every other request. */
export const KEY_LIFE = retentionPolicy().record('idempotency-keys').ttl;
const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

export interface KeyedCall {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly key: string;
  /** JSON of everything that makes this call what it is. */
  readonly content: string;
}

/**
 * Calls by their Idempotency-Key. Of a call's content only a MAC under the organisation's key is kept: enough to see that a second call is
 * the same, and nothing to guess the content by.
 */
@Injectable()
export class CallKeys {
  constructor(
    private readonly keys: TenantKeys,
    private readonly database: Database,
  ) {}

  /** @throws IdempotencyKeyInvalidError */
  static check(key: string): string {
    if (!VISIBLE_ASCII.test(key)) throw new IdempotencyKeyInvalidError();
    return key;
  }

  /**
   * The run of this call: `runId`, then `start` was called in the transaction that took the key; or the run of the first call.
   * @throws IdempotencyKeyReusedError
   */
  async once(call: KeyedCall, runId: string, start: (sql: SqlClient) => Promise<void>): Promise<string> {
    const { tenantId } = call;
    const key = await this.keys.current(tenantId);
    const slot = createHash('sha256').update(`${tenantId}\n${call.scenarioId}\n${call.key}`).digest('hex');
    const values = [tenantId, slot, digestOf(call, key), key.version, runId, KEY_LIFE.milliseconds];
    const known = await this.database.withTenant(tenantId, async (sql) => {
      const taken = await sql.query(claimCall, values);
      if (taken.length === 0) return (await sql.query<CallRow>(findCall, [tenantId, slot]))[0];
      await start(sql);
      return undefined;
    });
    if (known === undefined) return runId;
    const then = digestOf(call, await this.keys.version(tenantId, known.key_version));
    if (!timingSafeEqual(known.body_digest, then)) throw new IdempotencyKeyReusedError();
    return known.run_id;
  }
}

interface CallRow {
  readonly run_id: string;
  readonly body_digest: Buffer;
  readonly key_version: number;
}

function digestOf({ content }: KeyedCall, key: Parameters<typeof deriveTenantSecret>[0]): Buffer {
  return createHmac('sha256', deriveTenantSecret(key, 'call content')).update(content).digest();
}
