import { intervalSource } from './interval-source.ts';
import { lastInstants } from './last-instants.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('the last instants', () => {
  it('are the newest ones that have come, in order', () => {
    const plan = intervalSource(60, 0);
    expect(lastInstants(plan, MINUTE, 10 * MINUTE, 3)).toEqual([8 * MINUTE, 9 * MINUTE, 10 * MINUTE]);
  });

  it('include the first one that was due', () => {
    expect(lastInstants(intervalSource(60, 0), MINUTE, 90_000, 3)).toEqual([MINUTE]);
    expect(lastInstants({ after: () => undefined }, 5, 30 * DAY, 3)).toEqual([5]);
  });

  it('are looked for no further back than is needed', () => {
    let asked = 0;
    const minutely = intervalSource(60, 0);
    const plan = {
      after: (ms: number) => {
        asked += 1;
        return minutely.after(ms);
      },
    };
    expect(lastInstants(plan, MINUTE, 365 * DAY, 100)).toHaveLength(100);
    expect(asked).toBeLessThan(2_000);
  });

  it('are found also where they lie far apart', () => {
    expect(lastInstants(intervalSource(200 * 86_400, 0), 200 * DAY, 900 * DAY, 4)).toEqual(
      [200, 400, 600, 800].map((day) => day * DAY),
    );
  });
});
