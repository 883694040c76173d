import type { Personal } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consumeAttempt, digestOf } from '../sessions/attempts.ts';

const HOUR_S = 3_600;
const PER_EMAIL = 5;
const PER_ADDRESS = 30;

/**
 * Counts requests for links before anything is hashed, looked up or written: per address they are sent to, so that nobody's
 * mailbox is flooded, and per address they come from. It counts alike whether somebody has an account or not.
 */
@Injectable()
export class LinkThrottle {
  readonly #email = new RateLimiterMemory({ points: PER_EMAIL, duration: HOUR_S });
  readonly #address = new RateLimiterMemory({ points: PER_ADDRESS, duration: HOUR_S });

  /** @throws TooManyAttemptsError */
  async request(email: Personal, clientIp: string): Promise<void> {
    await consumeAttempt(this.#address, digestOf(clientIp));
    await consumeAttempt(this.#email, digestOf(email.reveal().toLowerCase()));
  }
}
