import { simulate } from './simulator/simulate.ts';

const SEEDS = 2_000;

describe('runs whose attempts die, overlap and lose their lease at any await', () => {
  it(`come to the verdict of an undisturbed run, doing nothing twice that was journaled (${String(SEEDS)} seeds)`, async () => {
    let attempts = 0;
    let repeats = 0;
    const statuses = new Set<string>();
    for (let seed = 0; seed < SEEDS; seed += 1) {
      try {
        const simulated = await simulate(seed);
        attempts += simulated.attempts;
        repeats += simulated.repeats;
        statuses.add(simulated.status);
      } catch (error) {
        throw new Error(
          `Seed ${String(seed)}; see it with: npm run simulate -w @ebbflow/engine -- --seed ${String(seed)}`,
          {
            cause: error,
          },
        );
      }
    }
    // Without disturbances, or with one kind of end only, the simulation would show nothing.
    expect(attempts).toBeGreaterThan(SEEDS * 2);
    expect(repeats).toBeGreaterThan(SEEDS / 10);
    expect([...statuses].sort()).toEqual(['error', 'success', 'warning']);
  }, 60_000);
});
