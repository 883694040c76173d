import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The token a form carries: a hash of a cookie only our pages can read back. Another site can make the browser send the
 * cookie but cannot know what is in it, so it cannot write the token. No key and no state: every replica gives the same.
 */
export function csrfTokenFor(cookie: string): string {
  return createHash('sha256').update(`ebbflow csrf ${cookie}`).digest('base64url');
}

export function isCsrfTokenFor(cookie: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const expected = Buffer.from(csrfTokenFor(cookie));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
