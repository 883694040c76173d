import { readBlueprint } from './read-blueprint.ts';

function read(scheduling: unknown): ReturnType<typeof readBlueprint> {
  return readBlueprint({ flow: [{ id: 1, module: 'a:B' }], scheduling });
}
const empty = {
  intervalSeconds: undefined,
  date: undefined,
  days: [],
  months: [],
  time: undefined,
  between: undefined,
  restrictions: [],
  maxResults: undefined,
};

describe('a schedule', () => {
  it.each([
    [
      { type: 'immediately', maxResults: '10' },
      { type: 'immediately', maxResults: 10 },
    ],
    [
      { type: 'indefinitely', interval: 300 },
      { type: 'indefinitely', intervalSeconds: 300 },
    ],
    [{ type: 'indefinitely' }, { type: 'indefinitely', intervalSeconds: 900 }],
    [
      { type: 'once', date: '2026-12-24T18:00:00.000Z' },
      { type: 'once', date: '2026-12-24T18:00:00.000Z' },
    ],
    [
      { type: 'weekly', days: ['5', 0, 5], time: '9:05' },
      { type: 'weekly', days: [0, 5], time: '09:05' },
    ],
    [
      { type: 'yearly', days: [31], months: [2, 12], time: '23:59:00' },
      { type: 'yearly', days: [31], months: [2, 12], time: '23:59' },
    ],
    [{ type: 'ondemand' }, { type: 'on-demand' }],
    ['{"type":"daily","time":"00:00"}', { type: 'daily', time: '00:00' }],
    [
      {
        type: 'indefinitely',
        interval: 60,
        between: ['2026-01-01T00:00:00Z', null],
        restrict: [{ days: [1, 2], months: [6], time: ['08:00', '18:00'] }, { time: ['22:00', null] }],
      },
      {
        type: 'indefinitely',
        intervalSeconds: 60,
        between: { from: '2026-01-01T00:00:00Z', to: undefined },
        restrictions: [
          { days: [1, 2], months: [6], time: { from: '08:00', to: '18:00' } },
          { days: [], months: [], time: { from: '22:00', to: '23:59' } },
        ],
      },
    ],
  ])('%j is read', (scheduling, schedule) => {
    const { blueprint, findings } = read(scheduling);
    expect(blueprint.schedule).toEqual({ ...empty, ...schedule });
    expect(findings).toEqual([]);
  });

  it.each([[undefined], [null], ['soon'], [[]]])('%j is none', (scheduling) => {
    expect(read(scheduling).blueprint.schedule).toBeUndefined();
  });

  it.each([
    [{ type: 'hourly' }, '/scheduling/type', undefined],
    [{ interval: 60 }, '/scheduling/type', undefined],
    [{ type: 'indefinitely', interval: 1 }, '/scheduling/interval', { intervalSeconds: 60 }],
    [{ type: 'weekly', days: [1, 7] }, '/scheduling/days/1', { days: [1] }],
    [{ type: 'monthly', days: [0] }, '/scheduling/days/0', { days: [] }],
    [{ type: 'daily', restrict: [{ months: [13] }] }, '/scheduling/restrict/0/months/0', { type: 'daily' }],
  ])('%j is remarked on', (scheduling, pointer, expected) => {
    const { blueprint, findings } = read(scheduling);
    expect(findings).toMatchObject([{ kind: 'unusual-shape', pointer }]);
    if (expected === undefined) expect(blueprint.schedule).toBeUndefined();
    else expect(blueprint.schedule).toMatchObject(expected);
  });

  it('of the wrapper of the API moves into the document, which has none of its own', () => {
    const inner = { flow: [{ id: 1, module: 'a:B' }] };
    const scheduling = { type: 'indefinitely', interval: 900 };
    const wrapped = readBlueprint({
      response: { name: 'W', blueprint: inner, scheduling: JSON.stringify(scheduling) },
    });
    expect(wrapped.blueprint).toMatchObject({ name: 'W', schedule: { type: 'indefinitely', intervalSeconds: 900 } });
    expect(wrapped.blueprint.document).toEqual({ ...inner, name: 'W', scheduling });
    const own = { ...inner, name: 'Own', scheduling: { type: 'on-demand' } };
    expect(readBlueprint({ name: 'W', blueprint: own, scheduling }).blueprint.document).toBe(own);
  });
});
