import { networkOf, type Personal } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consumeAttempt, digestOf } from './attempts.ts';

const WINDOW_S = 15 * 60;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;
const HOUR_S = 3_600;
const PER_ACCOUNT = 100;

/**
 * Counts attempts before any hashing. Per account *and* address, so that a stranger can't lock a person out from elsewhere;
 * per address, so that one machine can't try a password on many accounts; and loosely per account, so that whoever has many
 * addresses has no more than 100 guesses an hour (2,400 a day against a password that is in no list of common ones). An IPv6
 * address counts as its network. Counts lie in memory: each replica has its
 * own, which multiplies the limits by their number and needs no write per attempt.
 */
@Injectable()
export class SignInThrottle {
  readonly #account = new RateLimiterMemory({ points: PER_ACCOUNT_AND_ADDRESS, duration: WINDOW_S });
  readonly #address = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_S });
  readonly #everywhere = new RateLimiterMemory({ points: PER_ACCOUNT, duration: HOUR_S });

  /**
   * What the limit of one address refuses is not counted for the account: one machine alone can't use up everybody's attempts.
   * @throws TooManyAttemptsError
   */
  async attempt(email: Personal, clientIp: string): Promise<void> {
    await this.knock(clientIp);
    await consumeAttempt(this.#account, accountKey(email, clientIp));
    await consumeAttempt(this.#everywhere, emailKey(email));
  }

  /** A try at a door where no account is named yet. @throws TooManyAttemptsError */
  async knock(clientIp: string): Promise<void> {
    await consumeAttempt(this.#address, digestOf(networkOf(clientIp)));
  }

  /** The right password clears the count of the account there, and takes itself off the account's; never what others tried. */
  async succeeded(email: Personal, clientIp: string): Promise<void> {
    await this.#account.delete(accountKey(email, clientIp));
    await this.#everywhere.reward(emailKey(email));
  }
}

function accountKey(email: Personal, clientIp: string): string {
  return digestOf(`${email.reveal().toLowerCase()} ${networkOf(clientIp)}`);
}

function emailKey(email: Personal): string {
  return digestOf(email.reveal().toLowerCase());
}
