import { ManualClock } from '@ebbflow/kernel';
import { SteadyTime } from './steady-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('the time by which something is destroyed', () => {
  const start = Date.UTC(2026, 9, 25, 0, 30);
  let clock: ManualClock;
  let time: SteadyTime;
  beforeEach(() => {
    clock = new ManualClock(start);
    time = new SteadyTime(clock);
  });
  const after = (milliseconds: number) => {
    clock.advance(milliseconds);
    return time.look();
  };

  it('is the clock’s, over hours and days, and through the small corrections of a clock that is kept right', () => {
    expect(after(30_000)).toEqual({ nowMs: start + 30_000, isHeld: false });
    expect(after(49 * HOUR_MS)).toEqual({ nowMs: start + 30_000 + 49 * HOUR_MS, isHeld: false });
    for (let count = 1; count <= 100; count += 1) {
      clock.step(count % 2 === 0 ? 900 : -300);
      expect(after(30_000)).toEqual({ nowMs: clock.nowMs(), isHeld: false });
    }
  });

  it('does not follow a clock that is set an hour ahead and back again', () => {
    clock.step(HOUR_MS);
    expect(time.look()).toEqual({ nowMs: start, isHeld: true });
    expect(after(59 * MINUTE_MS)).toEqual({ nowMs: start + 59 * MINUTE_MS, isHeld: true });
    clock.step(-HOUR_MS);
    expect(time.look()).toEqual({ nowMs: start + 59 * MINUTE_MS, isHeld: false });
    // The next jump has its own hour.
    clock.step(HOUR_MS);
    expect(after(2 * MINUTE_MS)).toEqual({ nowMs: start + 61 * MINUTE_MS, isHeld: true });
  });

  it('believes a jump that has lasted an hour, such as that of a machine that slept', () => {
    clock.step(8 * HOUR_MS);
    expect(time.look().isHeld).toBe(true);
    expect(after(HOUR_MS)).toEqual({ nowMs: start + 9 * HOUR_MS, isHeld: false });
    expect(after(1_000)).toEqual({ nowMs: start + 9 * HOUR_MS + 1_000, isHeld: false });
  });

  it('follows a clock that is set back at once', () => {
    clock.step(-HOUR_MS);
    expect(after(1_000)).toEqual({ nowMs: start - HOUR_MS + 1_000, isHeld: false });
  });
});
