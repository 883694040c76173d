import type { Personal } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consumeAttempt, digestOf } from './attempts.ts';

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
    await consumeAttempt(this.#address, digestOf(clientIp));
    await consumeAttempt(this.#account, accountKey(email, clientIp));
  }

  /** A try at a door where no account is named yet. @throws TooManyAttemptsError */
  async knock(clientIp: string): Promise<void> {
    await consumeAttempt(this.#address, digestOf(clientIp));
  }

  /** The right password clears the account's count, not the address's. */
  async succeeded(email: Personal, clientIp: string): Promise<void> {
    await this.#account.delete(accountKey(email, clientIp));
  }
}

function accountKey(email: Personal, clientIp: string): string {
  return digestOf(`${email.reveal().toLowerCase()} ${clientIp}`);
}
