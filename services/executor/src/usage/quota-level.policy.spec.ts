import { PLANS } from '@ebbflow/contracts';
import { quotaLevelOf } from './quota-level.policy.ts';
import { periodOf } from './usage-period.ts';

describe('quotaLevelOf', () => {
  const limits = { operations: 1_000, transferBytes: 200 };

  it.each([
    [749, 0, 0],
    [750, 0, 75],
    [899, 0, 75],
    [900, 0, 90],
    [999, 199, 90],
    [1_000, 0, 100],
    [5_000, 0, 100],
    [0, 150, 75],
    [0, 200, 100],
  ])('says of %d operations and %d bytes that %d %% are reached', (operations, transferBytes, level) => {
    expect(quotaLevelOf(limits, { operations, transferBytes })).toBe(level);
  });

  it('never ends what has no limit', () => {
    expect(quotaLevelOf(PLANS.unlimited, { operations: 1e12, transferBytes: 1e15 })).toBe(0);
  });
});

describe('periodOf', () => {
  it('is the calendar month in UTC, also across the end of a year', () => {
    expect(periodOf(new Date('2026-12-31T23:59:59.999Z'))).toEqual({
      start: new Date('2026-12-01T00:00:00.000Z'),
      end: new Date('2027-01-01T00:00:00.000Z'),
    });
    expect(periodOf(new Date('2027-01-01T00:00:00.000Z')).start).toEqual(new Date('2027-01-01T00:00:00.000Z'));
  });
});
