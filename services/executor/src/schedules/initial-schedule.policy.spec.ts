import { readBlueprint, type Schedule } from '@ebbflow/blueprint';
import { initialSchedule } from './initial-schedule.policy.ts';

function written(scheduling: unknown): Schedule | undefined {
  return readBlueprint({ flow: [{ id: 1, module: 'a:B' }], scheduling }).blueprint.schedule;
}

describe('the schedule of a new scenario', () => {
  it('is what is usual for how it begins, where its blueprint says nothing', () => {
    const typeOf = (kind: 'plain' | 'polling' | 'hook'): object => initialSchedule(undefined, kind, 'UTC');
    expect(typeOf('plain')).toMatchObject({ origin: 'default', definition: { type: 'on-demand' } });
    expect(typeOf('polling')).toMatchObject({ definition: { type: 'indefinitely', intervalSeconds: 900 } });
    expect(typeOf('hook')).toMatchObject({ definition: { type: 'immediately' } });
  });

  it.each([
    [{ type: 'indefinitely' }, { type: 'indefinitely', intervalSeconds: 900 }],
    [
      { type: 'indefinitely', interval: 7200 },
      { type: 'indefinitely', intervalSeconds: 7_200 },
    ],
    [
      { type: 'once', date: '2026-03-01T08:00:00.000Z' },
      { type: 'once', date: '2026-03-01T08:00:00.000Z' },
    ],
    [
      { type: 'daily', time: '9:05' },
      { type: 'daily', time: '09:05' },
    ],
    [
      { type: 'weekly', days: [1, 5], time: '08:00' },
      { type: 'weekly', days: [1, 5], time: '08:00' },
    ],
    [
      { type: 'monthly', days: [31], time: '08:00' },
      { type: 'monthly', days: [31], time: '08:00' },
    ],
    [
      { type: 'yearly', days: [29], months: [2], time: '08:00' },
      { type: 'yearly', days: [29], months: [2], time: '08:00' },
    ],
    [{ type: 'ondemand' }, { type: 'on-demand' }],
    [
      { type: 'daily', time: '08:00', restrict: [{ days: [1], time: ['08:00', '17:00'] }], maxResults: 5 },
      { restrictions: [{ days: [1], months: [], time: { from: '08:00', to: '17:00' } }], maxResults: 5 },
    ],
  ])('follows %j', (scheduling, definition) => {
    expect(initialSchedule(written(scheduling), 'polling', 'UTC')).toMatchObject({ origin: 'blueprint', definition });
  });

  it.each([[{ type: 'weekly', days: [], time: '08:00' }], [{ type: 'once', date: 'soon' }], [{ type: 'once' }]])(
    'starts nothing where %j cannot be followed',
    (scheduling) => {
      expect(initialSchedule(written(scheduling), 'plain', 'UTC').definition).toEqual({ type: 'on-demand' });
    },
  );

  it('does not wait for a hook that is not there', () => {
    expect(initialSchedule(written({ type: 'immediately' }), 'polling', 'UTC').definition.type).toBe('indefinitely');
  });
});
