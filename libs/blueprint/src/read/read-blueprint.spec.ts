import type { Fault } from '@ebbflow/kernel';
import { BlueprintError } from '../blueprint.errors.ts';
import { walkModules } from '../walk-modules.ts';
import { writeBlueprint } from '../write-blueprint.ts';
import { readBlueprint } from './read-blueprint.ts';

const minimal = { name: 'One', flow: [{ id: 1, module: 'gateway:CustomWebHook' }] };

function faultsOf(json: unknown): readonly Fault[] {
  try {
    readBlueprint(json);
  } catch (error) {
    if (error instanceof BlueprintError) return error.faults;
    throw error;
  }
  return [];
}

describe('what is read', () => {
  it.each([
    ['plain', minimal],
    ['as the API wraps it', { code: 'OK', response: { blueprint: minimal, scheduling: { type: 'immediately' } } }],
    ['as text in that wrapper', { response: { blueprint: JSON.stringify(minimal) } }],
    ['as text altogether', JSON.stringify({ blueprint: minimal })],
    ['with a byte order mark', `\uFEFF${JSON.stringify(minimal)}`],
  ])('a blueprint %s', (_, json) => {
    const { blueprint } = readBlueprint(json);
    expect(blueprint).toMatchObject({ name: 'One', flow: [{ id: 1, name: 'gateway:CustomWebHook', version: 1 }] });
  });

  it('takes scalars written as text and null for empty', () => {
    const { blueprint, findings } = readBlueprint({
      flow: [
        {
          id: '7',
          module: 'builtin:BasicAggregator',
          version: '1',
          parameters: { feeder: '3' },
          mapper: null,
          filter: null,
          flags: { groupBy: '{{3.country}}', stopIfEmpty: '{{true}}' },
          routes: null,
          onerror: null,
        },
      ],
      metadata: { instant: 'true', scenario: { maxErrors: '5', dlq: 'true', slots: null } },
    });
    expect(blueprint.flow[0]).toMatchObject({
      id: 7,
      version: 1,
      feederId: 3,
      mapper: {},
      filter: undefined,
      groupBy: '{{3.country}}',
      stopIfEmpty: true,
      routes: [],
      onerror: undefined,
    });
    expect(blueprint).toMatchObject({
      isInstant: true,
      settings: { maxErrors: 5, dlq: true, slots: null, roundtrips: 1 },
    });
    expect(findings).toEqual([]);
  });

  it.each([
    ['no conditions', { name: 'x', conditions: [] }],
    ['null conditions', { conditions: null }],
    ['an alternative without conditions', { conditions: [[{ a: '1', o: 'exist' }], []] }],
    ['a row nobody filled in', { conditions: [[{ a: '', b: '' }]] }],
  ])('a filter with %s as none, because it lets everything pass', (_, filter) => {
    const { blueprint } = readBlueprint({ flow: [{ id: 1, module: 'a:B', filter }] });
    expect(blueprint.flow[0]?.filter).toBeUndefined();
  });

  it('conditions in one list, as hand-written files have them, as one alternative', () => {
    const condition = { a: '{{1.x}}', o: 'text:equal', b: 'y' };
    const { blueprint } = readBlueprint({
      flow: [{ id: 1, module: 'a:B', filter: { conditions: [condition, condition] } }],
    });
    expect(blueprint.flow[0]?.filter?.conditions.map((group) => group.length)).toEqual([2]);
  });

  it('modules of routes, branches and handlers in the order of the document, and islands apart', () => {
    const { blueprint } = readBlueprint({
      flow: [
        {
          id: 1,
          module: 'builtin:BasicRouter',
          routes: [
            { flow: [{ id: 2, module: 'a:B', onerror: [{ id: 3, module: 'builtin:Ignore' }] }] },
            { flow: [], disabled: true },
          ],
        },
        { id: 4, module: 'builtin:BasicIfElse', branches: [{ type: 'else', flow: [{ id: 5, module: 'a:C' }] }] },
      ],
      metadata: { designer: { orphans: [[{ id: 9, module: 'a:D' }], [{ broken: true }]] } },
    });
    expect([...walkModules(blueprint.flow)].map(({ id, pointer }) => [id, pointer])).toEqual([
      [1, '/flow/0'],
      [2, '/flow/0/routes/0/flow/0'],
      [3, '/flow/0/routes/0/flow/0/onerror/0'],
      [4, '/flow/1'],
      [5, '/flow/1/branches/0/flow/0'],
    ]);
    expect(blueprint.orphans.map((island) => island.length)).toEqual([1, 0]);
  });

  it('interfaces in their newer and their older place', () => {
    const field = { name: 'x', type: 'text' };
    expect(readBlueprint({ ...minimal, interface: { input: [field], output: null } }).blueprint.inputs).toMatchObject([
      { ...field, label: 'x', isRequired: false, spec: [] },
    ]);
    expect(readBlueprint({ ...minimal, io: { input_spec: [], output_spec: [field] } }).blueprint.outputs).toMatchObject(
      [field],
    );
  });
});

describe('what is written', () => {
  it('is the document as it came, with everything nobody knows', () => {
    const document = {
      ...minimal,
      flow: [{ ...minimal.flow[0], mapper: null, version: '1', metadata: { restore: { x: [1] }, future: true } }],
      zone: 'eu1.make.com',
      _comment: 'kept',
    };
    const written = writeBlueprint(readBlueprint({ response: { blueprint: document } }).blueprint);
    expect(written).toEqual(document);
    expect(readBlueprint(written).blueprint.document).toEqual(document);
  });
});

describe('what is refused', () => {
  it.each([
    ['a list', [minimal], ''],
    ['a number', 4, ''],
    ['text that is no JSON', '{"flow": [', ''],
    ['an object without a flow', { name: 'x' }, '/flow'],
    ['a flow that is no list', { flow: {} }, '/flow'],
    ['an empty flow', { response: { blueprint: { flow: [] } } }, '/response/blueprint/flow'],
  ])('%s, with the place', (_, json, pointer) => {
    expect(faultsOf(json).map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('every fault at once, each with its pointer', () => {
    const faults = faultsOf({
      flow: [
        { id: 1, module: 'a:B', routes: [{ flow: [{ module: 'a:C' }, 'no module'] }, 5] },
        { id: 'first', module: '' },
      ],
    });
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/flow/0/routes/0/flow/0/id',
      '/flow/0/routes/0/flow/1',
      '/flow/0/routes/1',
      '/flow/1/id',
      '/flow/1/module',
    ]);
    expect(faults.every(({ message }) => message.endsWith('.'))).toBe(true);
  });

  it('nesting that would exhaust the stack', () => {
    let flow: unknown = [{ id: 1, module: 'a:B' }];
    for (let depth = 0; depth < 200; depth += 1) flow = [{ id: 1, module: 'builtin:BasicRouter', routes: [{ flow }] }];
    expect(faultsOf({ flow })[0]?.message).toMatch(/nested/);
  });
});
