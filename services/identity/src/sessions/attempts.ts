import { createHash } from 'node:crypto';
import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttemptsError } from '../identity.errors.ts';

/** One more attempt. @throws TooManyAttemptsError when there were as many as the limiter allows */
export async function consumeAttempt(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) throw new TooManyAttemptsError(thrown.msBeforeNext);
    throw thrown;
  }
}

/** Hashed, so that a heap dump is no list of who tried to sign in from where. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
