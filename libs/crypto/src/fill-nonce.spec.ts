import { fillNonce } from './fill-nonce.ts';
import { NONCE_BYTES } from './payload-header.ts';

describe('fillNonce', () => {
  it('gives no nonce twice, over many refills of its pool, and touches nothing else of the target', () => {
    const seen = new Set<string>();
    for (let count = 0; count < 5_000; count += 1) {
      const target = Buffer.alloc(NONCE_BYTES + 2, 0xee);
      fillNonce(target, 1);
      expect([target.at(0), target.at(-1)]).toEqual([0xee, 0xee]);
      seen.add(target.subarray(1, 1 + NONCE_BYTES).toString('hex'));
    }
    expect(seen.size).toBe(5_000);
  });
});
