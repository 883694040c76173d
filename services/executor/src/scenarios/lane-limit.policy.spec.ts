import type { ScenarioSettings } from '@ebbflow/blueprint';
import { laneLimitOf } from './lane-limit.policy.ts';

const limit = (settings: Partial<ScenarioSettings>): number | null =>
  laneLimitOf({ sequential: false, slots: null, ...settings } as ScenarioSettings);

describe('the runs of a scenario', () => {
  it.each([
    [{}, null],
    [{ sequential: true }, 1],
    [{ sequential: true, slots: 5 }, 1],
    [{ slots: 5 }, 5],
    [{ slots: 0 }, null],
    [{ slots: 2.5 }, null],
    [{ slots: 4_294_967_296 }, null],
  ])('with %j may go on beside each other: %j', (settings, expected) => {
    expect(limit(settings)).toBe(expected);
  });
});
