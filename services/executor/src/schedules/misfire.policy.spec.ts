import { decideStarts, instantsNeeded } from './misfire.policy.ts';

const GRACE = 60_000;
const now = 10 * 60_000;
const minutes = (...values: number[]): number[] => values.map((value) => value * 60_000);

describe('instants that have come', () => {
  it('start when they are on time, whatever the policy', () => {
    for (const policy of ['skip', 'run_once'] as const) {
      expect(decideStarts({ instants: minutes(10), nowMs: now, graceMs: GRACE }, { policy })).toEqual({
        starts: minutes(10),
        missed: undefined,
      });
    }
  });

  it.each([
    [{ policy: 'skip' } as const, minutes(10), minutes(8)[0]],
    [{ policy: 'run_once' } as const, minutes(10), minutes(8)[0]],
    [{ policy: 'catch_up', limit: 2 } as const, minutes(7, 8, 10), minutes(6)[0]],
    [{ policy: 'catch_up', limit: 9 } as const, minutes(6, 7, 8, 10), undefined],
  ])('are decided by %j when some are late', (misfire, starts, missed) => {
    const due = { instants: minutes(6, 7, 8, 10), nowMs: now, graceMs: GRACE };
    expect(decideStarts(due, misfire)).toEqual({ starts, missed });
  });

  it('are made up for by one run in the name of the last, when all are late', () => {
    const due = { instants: minutes(6, 7), nowMs: now, graceMs: GRACE };
    expect(decideStarts(due, { policy: 'run_once' })).toEqual({ starts: minutes(7), missed: minutes(6)[0] });
    expect(decideStarts(due, { policy: 'skip' })).toEqual({ starts: [], missed: minutes(7)[0] });
  });

  it('need no more to be known than can be made up for', () => {
    expect(instantsNeeded({ policy: 'catch_up', limit: 100 }, GRACE)).toBe(103);
  });
});
