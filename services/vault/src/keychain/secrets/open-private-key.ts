import { createPrivateKey, type KeyObject } from 'node:crypto';
import { highestNumberOf } from './der-numbers.ts';
import { pemBlocks } from './pem-blocks.ts';

/**
 * How often PBKDF2 may go round, 0.3 s on one core. The number stands in the file and so is its author's choice: with 2³¹ one
 * request would stop vault, for opening a key cannot be interrupted and blocks the whole process.
 */
const MOST_ITERATIONS = 1_000_000;

/** Undefined for what is not one private key in PEM, is encrypted under another passphrase, or takes too long to open. */
export function openPrivateKey(pem: string, passphrase: string | undefined): KeyObject | undefined {
  const [block, second] = pemBlocks(pem);
  if (block === undefined || second !== undefined || !block.label.endsWith('PRIVATE KEY')) return undefined;
  const secret = passphrase === undefined ? {} : { passphrase };
  try {
    if (block.label === 'RSA PRIVATE KEY' || block.label === 'EC PRIVATE KEY') {
      return createPrivateKey({ key: block.text, ...secret });
    }
    if (block.label !== 'PRIVATE KEY' && block.label !== 'ENCRYPTED PRIVATE KEY') return undefined;
    // What was looked into is what is opened: OpenSSL gets these bytes, and not the text to find others in it.
    const numbersUpTo = highestNumberOf(block.bytes);
    if (numbersUpTo === undefined || numbersUpTo > MOST_ITERATIONS) return undefined;
    return createPrivateKey({ key: block.bytes, format: 'der', type: 'pkcs8', ...secret });
  } catch {
    // What OpenSSL says of a broken key may quote it.
    return undefined;
  }
}
