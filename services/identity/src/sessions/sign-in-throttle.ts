import { createHash } from 'node:crypto';
import type { Personal } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttemptsError } from '../identity.errors.ts';

const WINDOW_S = 15 * 60;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;

/**
 * Counts attempts before any hashing. Per account *and* address, so that a stranger can't lock a person out from elsewhere;
 * and per address, so that one machine can't try a password on many accounts. Counts lie in memory: each replica has its
 * own, which multiplies the limits by their number and needs no write per attempt.
 */
@Injectable()
export class SignInThrottle {
  readonly #account = new RateLimiterMemory({ points: PER_ACCOUNT_AND_ADDRESS, duration: WINDOW_S });
  readonly #address = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_S });

  /** @throws TooManyAttemptsError */
  async attempt(email: Personal, clientIp: string): Promise<void> {
    await consume(this.#address, digest(clientIp));
    await consume(this.#account, accountKey(email, clientIp));
  }

  /** The right password clears the account's count, not the address's. */
  async succeeded(email: Personal, clientIp: string): Promise<void> {
    await this.#account.delete(accountKey(email, clientIp));
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) throw new TooManyAttemptsError(thrown.msBeforeNext);
    throw thrown;
  }
}

/** Hashed, so that a heap dump is no list of who tried to sign in from where. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function accountKey(email: Personal, clientIp: string): string {
  return digest(`${email.reveal().toLowerCase()} ${clientIp}`);
}
