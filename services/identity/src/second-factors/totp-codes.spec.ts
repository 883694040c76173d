import { newTotpSecret, stepOfCode, totpLabels } from './totp-codes.ts';

/** RFC 6238, appendix B (SHA-1), of which apps show the last six digits. */
const SECRET = Buffer.from('12345678901234567890');

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %i s is %s', (seconds, code) => {
    expect(stepOfCode(SECRET, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  it('is known half a minute before and after, and no longer', () => {
    const step = Math.floor(1_111_111_109 / 30);
    const at = (offset: number): number | undefined => stepOfCode(SECRET, '081804', (step + offset) * 30_000 + 1);
    expect([at(-2), at(-1), at(1), at(2)]).toEqual([undefined, step, step, undefined]);
  });

  it.each(['', '08180', '0818044', 'abcdef', '081805'])('is not %p', (code) => {
    expect(stepOfCode(SECRET, code, 1_111_111_109_000)).toBeUndefined();
  });
});

it('a secret is another one each time, and an app is told whose it is', () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];
  expect(one).toHaveLength(20);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  expect(totpLabels(SECRET, 'ada@example.test')).toEqual({
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    uri: expect.stringMatching(
      /^otpauth:\/\/totp\/Ebbflow:ada%40example\.test\?issuer=Ebbflow&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&/,
    ) as string,
  });
});
