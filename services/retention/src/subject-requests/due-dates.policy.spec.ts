import { Duration } from '@ebbflow/kernel';
import { dueDate, extendedDueDate, mayStillExtend } from './due-dates.policy.ts';

const erased = Duration.ofDays(60);

describe('a month to answer', () => {
  it.each([
    ['2026-03-05T09:00:00Z', '2026-04-05'],
    ['2026-01-31T09:00:00Z', '2026-02-28'],
    ['2028-01-31T09:00:00Z', '2028-02-29'],
    ['2026-08-31T23:59:59Z', '2026-09-30'],
    ['2026-12-15T00:00:00Z', '2027-01-15'],
    ['2026-02-28T12:00:00Z', '2026-03-28'],
  ])('from %s lasts to the end of %s', (from, day) => {
    expect(dueDate(new Date(from)).toISOString()).toBe(`${day}T23:59:59.999Z`);
  });

  it('and two more end on the day it came in, not on that of the shorter month between', () => {
    expect(extendedDueDate('access', new Date('2026-01-31T09:00:00Z'), erased).toISOString()).toBe(
      '2026-04-30T23:59:59.999Z',
    );
  });

  it('and two more never take an erasure past what is promised', () => {
    const from = new Date('2026-01-31T09:00:00Z');
    expect(extendedDueDate('erasure', from, erased)).toEqual(new Date('2026-04-01T09:00:00Z'));
  });

  it('can be lengthened within it only', () => {
    const from = new Date('2026-01-31T09:00:00Z');
    expect(mayStillExtend(from, new Date('2026-02-28T23:59:59.999Z'))).toBe(true);
    expect(mayStillExtend(from, new Date('2026-03-01T00:00:00.000Z'))).toBe(false);
  });
});
