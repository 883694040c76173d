import { type Clock, DefectError, systemClock } from '@ebbflow/kernel';
import { type Period, periodName, periodOverMs } from './period.ts';
import { SALT_BYTES } from './period-key.ts';
import type { PeriodSaltSource } from './period-salt-source.ts';
import { MAX_KEY_AGE_MS } from './tenant-keys.ts';

export interface PeriodSaltsOptions {
  readonly clock?: Clock;
  /** Milliseconds a salt may be used after it was asked for. Default and maximum 60 000. */
  readonly maxAgeMs?: number;
  /** Salts kept at most; the one used longest ago goes first. Default 10 000: less than a megabyte, and more hours than there are in a year. */
  readonly maxSalts?: number;
}

interface CachedSalt {
  readonly salt: Promise<Buffer | undefined>;
  /** When the question was put: as with keys, the way of the answer lengthens nothing. */
  readonly askedAtMs: number;
  isRefreshing: boolean;
}

interface Question {
  readonly period: Period;
  readonly resolve: (salt: Buffer | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

const MOST_AT_ONCE = 500;

/**
 * Salts of periods, cached like keys of tenants (see TenantKeys): at most a minute, renewed behind the back of whoever uses them from half of
 * that, nothing kept after a failure. What is asked for at one moment is one question. A period that is over is so by the clock, whatever
 * lies in the cache: to the second, also while vault is away.
 */
export class PeriodSalts {
  readonly #source: PeriodSaltSource;
  readonly #clock: Clock;
  readonly #maxAgeMs: number;
  readonly #maxSalts: number;
  /** In order of use, oldest first. */
  readonly #cached = new Map<string, CachedSalt>();
  #questions: Question[] = [];

  constructor(source: PeriodSaltSource, options: PeriodSaltsOptions = {}) {
    this.#source = source;
    this.#clock = options.clock ?? systemClock;
    this.#maxAgeMs = Math.min(options.maxAgeMs ?? MAX_KEY_AGE_MS, MAX_KEY_AGE_MS);
    this.#maxSalts = options.maxSalts ?? 10_000;
  }

  /** Undefined once the period is over. @throws whatever the source throws */
  of(period: Period): Promise<Buffer | undefined> {
    if (this.#clock.nowMs() >= periodOverMs(period)) return Promise.resolve(undefined);
    const name = periodName(period);
    const cached = this.#cached.get(name);
    const ageMs = cached === undefined ? Infinity : this.#clock.nowMs() - cached.askedAtMs;
    // A clock that stepped back must not lengthen a salt's life.
    if (cached === undefined || ageMs >= this.#maxAgeMs || ageMs < 0) return this.#ask(name, period).salt;
    this.#cached.delete(name);
    this.#cached.set(name, cached);
    if (ageMs >= this.#maxAgeMs / 2 && !cached.isRefreshing) {
      cached.isRefreshing = true;
      this.#refresh(name, cached, period);
    }
    return cached.salt;
  }

  /** How many salts are held; for a metric. */
  get size(): number {
    return this.#cached.size;
  }

  #ask(name: string, period: Period): CachedSalt {
    const asked: CachedSalt = { salt: this.#read(period), askedAtMs: this.#clock.nowMs(), isRefreshing: false };
    this.#put(name, asked);
    asked.salt.catch(() => {
      if (this.#cached.get(name) === asked) this.#cached.delete(name);
    });
    return asked;
  }

  #refresh(name: string, old: CachedSalt, period: Period): void {
    const fresh: CachedSalt = { salt: this.#read(period), askedAtMs: this.#clock.nowMs(), isRefreshing: false };
    fresh.salt.then(
      () => {
        if (this.#cached.get(name) === old) this.#put(name, fresh);
      },
      () => (old.isRefreshing = false),
    );
  }

  #read(period: Period): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      this.#questions.push({ period, resolve, reject });
      if (this.#questions.length === 1) queueMicrotask(() => this.#send());
      else if (this.#questions.length === MOST_AT_ONCE) this.#send();
    });
  }

  #send(): void {
    const questions = this.#questions;
    if (questions.length === 0) return;
    this.#questions = [];
    this.#source.read(questions.map(({ period }) => period)).then(
      (answers) => questions.forEach(({ resolve, reject }, index) => settle(answers[index], resolve, reject)),
      (thrown: unknown) => questions.forEach(({ reject }) => reject(thrown)),
    );
  }

  #put(name: string, entry: CachedSalt): void {
    this.#cached.delete(name);
    this.#cached.set(name, entry);
    if (this.#cached.size <= this.#maxSalts) return;
    const oldest = this.#cached.keys().next();
    if (!oldest.done) this.#cached.delete(oldest.value);
  }
}

function settle(answer: string | null | undefined, resolve: Question['resolve'], reject: Question['reject']): void {
  if (answer === null) {
    resolve(undefined);
    return;
  }
  const salt = Buffer.from(answer ?? '', 'base64');
  if (salt.length === SALT_BYTES) resolve(salt);
  else reject(new DefectError('CRYPTO.BAD_SALT', 'What came as the salt of a period is none.'));
}
