import { Duration } from '@ebbflow/kernel';
import { addDays, firstKeptDay, isPast, utcDay } from './partition-days.ts';

const ttl = Duration.ofDays(3);
const at = (iso: string) => Date.parse(iso);

describe('partition days', () => {
  it('keep a day while its last row is within its lifetime and let it go at the first instant after', () => {
    expect(firstKeptDay(ttl, at('2026-03-05T00:00:00.000Z') - 1)).toBe('2026-03-01');
    expect(firstKeptDay(ttl, at('2026-03-05T00:00:00.000Z'))).toBe('2026-03-02');
  });

  it('never let a day go that holds a row within its lifetime, at any minute of two weeks around a change of clocks', () => {
    for (let now = at('2026-03-22T00:00:00Z'); now < at('2026-04-05T00:00:00Z'); now += 60_000) {
      const lastDropped = addDays(firstKeptDay(ttl, now), -1);
      const lastRowAtMs = at(addDays(lastDropped, 1)) - 1;
      expect(isPast(lastRowAtMs, ttl, now)).toBe(true);
    }
  });

  it('hide a row from the very millisecond its lifetime ends', () => {
    expect(isPast(1_000, ttl, 1_000 + ttl.milliseconds - 1)).toBe(false);
    expect(isPast(1_000, ttl, 1_000 + ttl.milliseconds)).toBe(true);
  });

  it('cross months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(utcDay(at('2026-03-29T23:30:00+02:00'))).toBe('2026-03-29');
  });
});
