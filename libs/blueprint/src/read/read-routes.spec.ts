import { readBlueprint } from './read-blueprint.ts';

function read(flow: readonly object[]): ReturnType<typeof readBlueprint> {
  return readBlueprint({ flow: [{ id: 1, module: 'a:Start' }, ...flow] });
}
const module = (id: number): object => ({ id, module: 'a:Do' });
const condition = (a: string): object => ({ a, o: 'exist' });

describe('routes that name modules by id', () => {
  const { blueprint, findings } = read([
    {
      id: 2,
      module: 'builtin:BasicRouter',
      mapper: {
        routes: [
          { flow: [3, 4], condition: '{{1.score >= 70}}' },
          { flow: ['5'], filter: { name: 'cold', conditions: [[condition('{{1.x}}')]] } },
          { flow: [99] },
        ],
      },
    },
    module(3),
    { id: 4, module: 'builtin:BasicRouter', routes: [{ flow: [6, 2, 4] }] },
    module(5),
    module(6),
    module(7),
  ]);
  const [, router, last] = blueprint.flow;

  it('have them, also those of a router in a route, and the flow keeps the others', () => {
    expect(blueprint.flow.map(({ id }) => id)).toEqual([1, 2, 7]);
    expect(router?.routes.map(({ flow }) => flow.map(({ id }) => id))).toEqual([[3, 4], [5], []]);
    expect(router?.routes[0]?.flow[1]?.routes[0]?.flow.map(({ id }) => id)).toEqual([6]);
    expect(last?.id).toBe(7);
  });

  it('keep the places at which the modules stand', () => {
    expect(router?.routes[0]?.flow[0]?.pointer).toBe('/flow/2');
    expect(router?.routes[0]?.flow[1]?.routes[0]?.flow[0]?.pointer).toBe('/flow/5');
  });

  it('put their conditions on the first module', () => {
    expect(router?.routes[0]?.flow[0]?.filter?.conditions).toMatchObject([
      [{ a: '{{1.score >= 70}}', o: 'boolean:equal', b: true }],
    ]);
    expect(router?.routes[1]?.flow[0]?.filter).toMatchObject({ name: 'cold', conditions: [[{ a: '{{1.x}}' }]] });
  });

  it('are remarked on', () => {
    expect(findings.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual([
      'info /flow/1/mapper/routes/0/flow',
      'info /flow/3/routes/0/flow',
      'info /flow/1/mapper/routes/0',
      'info /flow/1/mapper/routes/1/flow',
      'info /flow/1/mapper/routes/1',
      'info /flow/1/mapper/routes/2/flow',
    ]);
  });
});

it('a filter on a route and one on its first module must both let pass', () => {
  const { blueprint } = read([
    {
      id: 2,
      module: 'builtin:BasicRouter',
      routes: [
        {
          flow: [{ ...module(3), filter: { name: 'b', conditions: [[condition('{{1.c}}')], [condition('{{1.d}}')]] } }],
          filter: { name: 'a', conditions: [[condition('{{1.x}}')], [condition('{{1.y}}')]] },
        },
      ],
    },
  ]);
  const filter = blueprint.flow[1]?.routes[0]?.flow[0]?.filter;
  expect(filter?.name).toBe('a, b');
  expect(filter?.conditions.map((group) => group.map(({ a }) => a))).toEqual([
    ['{{1.x}}', '{{1.c}}'],
    ['{{1.x}}', '{{1.d}}'],
    ['{{1.y}}', '{{1.c}}'],
    ['{{1.y}}', '{{1.d}}'],
  ]);
});

it('many routes with many ids are read in time that grows with their number', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => index + 10);
  const router = { id: 2, module: 'builtin:BasicRouter', routes: Array.from({ length: 20 }, () => ({ flow: ids })) };
  const { blueprint } = read([router, ...ids.map(module)]);
  expect(blueprint.flow).toHaveLength(2);
  expect(blueprint.flow[1]?.routes[0]?.flow).toHaveLength(ids.length);
});
