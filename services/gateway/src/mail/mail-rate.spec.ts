import { MailRate } from './mail-rate.ts';

describe('the rate of mails to one address', () => {
  it('admits as many as the limit in ten seconds, of each hook for itself', () => {
    const rate = new MailRate(2);
    expect([1, 2, 3].map((ms) => rate.admit('a', 100_000 + ms))).toEqual([true, true, false]);
    expect(rate.admit('b', 100_003)).toBe(true);
    expect(rate.admit('a', 109_999)).toBe(false);
    expect(rate.admit('a', 110_001)).toBe(true);
  });
});
