import { createHash } from 'node:crypto';
import type { Clock, Duration } from '@ebbflow/kernel';
import type { Database, SqlClient, Statement } from '@ebbflow/persistence';
import type { AnswerSeal } from './answer-seal.ts';
import { claimKey } from './claim-key.sql.ts';
import { findKey, type KnownKey } from './find-key.sql.ts';
import { AnswerNotKeptError, IdempotencyKeyReusedError, RequestUnderWayError } from './idempotency.errors.ts';
import { keepAnswer } from './keep-answer.sql.ts';
import { releaseKey } from './release-key.sql.ts';

/** Longer than any request may take. Whoever holds a key for longer has died with it. */
const LOCK_MS = 2 * 60_000;

export interface KeyedRequest {
  /** Within the tenant: keys of different callers never meet. */
  readonly caller: string;
  readonly key: string;
  /** Everything that makes this request what it is. */
  readonly content: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HeldKey {
  readonly keyDigest: string;
  readonly lockedUntil: Date;
}

/**
 * Keys of requests that may be repeated: *free* → *held* by the request that came first → *finished* with its answer, for a day → free.
 * A held key becomes free again when the request was refused or failed, and, after its lock, when its process died: what happened then
 * nobody knows, and the request is carried out once more. Where that must not be, a route has its own way (@OwnIdempotency).
 */
export class IdempotencyKeysRepository {
  readonly #database: Database;
  readonly #seal: AnswerSeal;
  readonly #clock: Clock;
  readonly #keptMs: number;

  constructor(parts: { database: Database; seal: AnswerSeal; clock: Clock; kept: Duration }) {
    this.#database = parts.database;
    this.#seal = parts.seal;
    this.#clock = parts.clock;
    this.#keptMs = parts.kept.milliseconds;
  }

  /** The key, held from now on, or the answer of the request that had it. @throws IdempotencyKeyReusedError, RequestUnderWayError, AnswerNotKeptError */
  async claim(
    tenantId: string,
    { caller, key, content }: KeyedRequest,
  ): Promise<{ held: HeldKey } | { answer: KeptAnswer }> {
    const keyDigest = createHash('sha256').update(`${tenantId}\n${caller}\n${key}`).digest('hex');
    const requestDigest = this.#seal.digest(tenantId, content);
    const { under } = this.#seal;
    const now = this.#clock.now();
    const lockedUntil = new Date(now.getTime() + LOCK_MS);
    const known = await this.#database.withTenant(tenantId, async (sql) => {
      const oldestKept = new Date(now.getTime() - this.#keptMs);
      const values = [tenantId, keyDigest, requestDigest, under, now, lockedUntil, oldestKept, caller];
      if ((await this.#run(sql, claimKey, values)).length > 0) return 'claimed';
      return (await this.#run<KnownKey>(sql, findKey, [tenantId, keyDigest]))[0];
    });
    if (known === 'claimed') return { held: { keyDigest, lockedUntil } };
    // Released between the two statements: the next attempt will be the first.
    if (known === undefined) throw new RequestUnderWayError();
    if (known.sealed_under === under && known.request_digest !== requestDigest) throw new IdempotencyKeyReusedError();
    // Of a holder that died before the service's key was replaced nobody can tell any more whether this is its request again.
    const isLost = !known.is_finished && known.sealed_under !== under && known.locked_until <= now;
    if (isLost) throw new AnswerNotKeptError();
    if (!known.is_finished) throw new RequestUnderWayError();
    if (known.answer_sealed === null || known.sealed_under !== under) throw new AnswerNotKeptError();
    return { answer: JSON.parse(this.#seal.open(tenantId, keyDigest, known.answer_sealed)) as KeptAnswer };
  }

  /** @param answer undefined when it is not to be kept */
  async keep(tenantId: string, { keyDigest, lockedUntil }: HeldKey, answer: KeptAnswer | undefined): Promise<void> {
    const sealed = answer === undefined ? null : this.#seal.seal(tenantId, keyDigest, JSON.stringify(answer));
    const values = [tenantId, keyDigest, lockedUntil, this.#clock.now(), sealed];
    await this.#database.withTenant(tenantId, (sql) => this.#run(sql, keepAnswer, values));
  }

  async release(tenantId: string, { keyDigest, lockedUntil }: HeldKey): Promise<void> {
    await this.#database.withTenant(tenantId, (sql) => this.#run(sql, releaseKey, [tenantId, keyDigest, lockedUntil]));
  }

  #run<Row>(sql: SqlClient, statement: (schema: string) => Statement, values: readonly unknown[]): Promise<Row[]> {
    return sql.query<Row>(statement(this.#database.schema), values);
  }
}
