import { randomFillSync } from 'node:crypto';
import { NONCE_BYTES } from './payload-header.ts';

/**
 * Randomness for 341 nonces at a time: asked for one by one it was 2 % of the time of a whole run. Each byte is handed out
 * once and overwritten; a nonce has to be unique, not secret, so bytes waiting in memory give nothing away.
 */
const pool = Buffer.alloc(341 * NONCE_BYTES);
let used = pool.length;

/** Writes a fresh random nonce into `target` at `offset`. */
export function fillNonce(target: Buffer, offset: number): void {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, offset, used, used + NONCE_BYTES);
  used += NONCE_BYTES;
}
