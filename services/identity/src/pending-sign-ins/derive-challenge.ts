import { hkdfSync } from 'node:crypto';

/**
 * What a browser in the middle of a sign-in is given to bring back: a challenge, a state, a verifier. It follows from the token in its
 * cookie, of which only the hash is stored; so nothing more need be stored, and nobody without that cookie can bring it.
 */
export function deriveChallenge(token: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', token, '', `ebbflow sign-in: ${purpose}`, 32)).toString('base64url');
}
