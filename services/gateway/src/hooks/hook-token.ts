import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN = /^[a-z2-7]{32}$/;

/**
 * The secret part of a hook's address: 160 random bits in base32, in one case because some senders fold the case of a URL.
 * Who knows it may send, so it is made from randomness alone and never from an id, which appears in lists and logs.
 */
export function newHookToken(): string {
  let bits = BigInt(`0x${randomBytes(20).toString('hex')}`);
  let token = '';
  for (let index = 0; index < 32; index += 1) {
    token += ALPHABET.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return token;
}

/** The token in `/hook/{token}`, or undefined when the path is anything else; nothing else is ever looked up. */
export function tokenOfPath(path: string): string | undefined {
  const token = path.startsWith('/hook/') ? path.slice('/hook/'.length) : '';
  return isHookToken(token) ? token : undefined;
}

export function isHookToken(text: string): boolean {
  return TOKEN.test(text);
}
