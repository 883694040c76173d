import { networkOf, type Personal } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consumeAttempt, digestOf } from '../sessions/attempts.ts';

const HOUR_S = 3_600;
const PER_EMAIL = 5;
const PER_ADDRESS = 30;

/** What a link is for. Each is counted by itself: who asks for one kind must not shut somebody out of another. */
export type LinkPurpose = 'registration' | 'password-reset' | 'email-change' | 'invitation';

/**
 * Counts requests for links before anything is hashed, looked up or written: per purpose and address they are sent to, so that
 * nobody's mailbox is flooded, and per address they come from. It counts alike whether somebody has an account or not.
 */
@Injectable()
export class LinkThrottle {
  readonly #email = new RateLimiterMemory({ points: PER_EMAIL, duration: HOUR_S });
  readonly #address = new RateLimiterMemory({ points: PER_ADDRESS, duration: HOUR_S });

  /** @throws TooManyAttemptsError */
  async request(purpose: LinkPurpose, email: Personal, clientIp: string): Promise<void> {
    await consumeAttempt(this.#address, digestOf(networkOf(clientIp)));
    await consumeAttempt(this.#email, digestOf(`${purpose} ${email.reveal().toLowerCase()}`));
  }
}
