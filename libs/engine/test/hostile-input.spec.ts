import type { Value } from '@ebbflow/connector-sdk';
import { executeScenario, MemorySpill, type RunInput, type Verdict } from '../src/index.ts';
import { act, aScenario, anInput, begin, DurableJournal, World, type FlowModule } from './lab.ts';

async function run(
  flow: readonly FlowModule[],
  bundle: { [key: string]: Value },
  input: Partial<RunInput> = {},
): Promise<{ verdict: Verdict; journal: DurableJournal; world: World }> {
  const journal = new DurableJournal();
  const world = new World(journal);
  const ports = world.ports({ spill: new MemorySpill() });
  return { verdict: await executeScenario(aScenario(flow), anInput([bundle], input), ports), journal, world };
}

function nested(levels: number): Value {
  let value: Value = 'deep';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

const compute = (id: number, mapper: { [key: string]: string }): FlowModule => ({ id, module: 'lab:Compute', mapper });

describe('a run comes to a verdict, whatever it is given:', () => {
  it('an array nested 10 000 levels deep passes through, and details say that it cannot be written', async () => {
    const { verdict } = await run([begin, compute(2, { a: '{{1.a}}' })], { a: nested(10_000) });
    expect(verdict.status).toBe('success');
    expect(verdict.modules[1]?.bundles).toEqual([{ $tooDeep: 500 }]);
  });

  it.each([
    '{{flatten(1.a; 20000)}}',
    '{{toString(1.a)}}',
    '{{join(1.a; ",")}}',
    '{{length(1.a[1][1][1])}}',
    '{{1.a = 1.a}}',
  ])('a function on it, %s, answers or fails with a typed error', async (template) => {
    const { verdict } = await run([begin, compute(2, { a: template })], { a: nested(10_000) });
    if (verdict.status === 'error') expect(verdict.error).toMatchObject({ moduleId: 2 });
    expect(['success', 'error']).toContain(verdict.status);
  });

  it('an action that answers with it fails with a DataError, because it could not be remembered', async () => {
    const { verdict } = await run([begin, { id: 2, module: 'lab:Grow', mapper: { depth: 10_000 } }], {});
    expect(verdict.error).toMatchObject({ class: 'DataError', moduleId: 2 });
  });

  it('groups by it fail with a DataError of the aggregator', async () => {
    const feeder = { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.a}}' } };
    const aggregator = {
      id: 3,
      module: 'builtin:BasicAggregator',
      parameters: { feeder: 2 },
      flags: { groupBy: '{{1.a}}' },
    };
    const { verdict } = await run([begin, feeder, aggregator], { a: nested(10_000) });
    expect(verdict.error).toMatchObject({ class: 'DataError', moduleId: 3 });
  });

  it('a text of 50 MB goes its way, and only its number is kept', async () => {
    const text = 'x'.repeat(50 * 1_048_576);
    const { verdict } = await run([begin, compute(2, { n: '{{length(1.text)}}' }), compute(3, { t: '{{1.text}}' })], {
      text,
    });
    expect(verdict.status).toBe('success');
    expect(verdict.modules.map(({ bundleCount, bundles }) => [bundleCount, bundles.length])).toEqual([
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
  });

  it('keys that would reach a prototype do not', async () => {
    const bundle = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as { [key: string]: Value };
    const { verdict } = await run([begin, compute(2, { a: '{{1.__proto__.polluted}}' })], bundle);
    expect(verdict.status).toBe('success');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('more bytes than it may transfer end it', async () => {
    const warn = (id: number): FlowModule => ({ id, module: 'lab:Warn', mapper: { bytes: 600 } });
    const { verdict } = await run([begin, warn(2), warn(3), warn(4)], {}, { limits: { transferBytes: 1_000 } });
    expect(verdict).toMatchObject({
      error: { class: 'DataSizeLimitExceededError', moduleId: 4 },
      transferBytes: 1_200,
    });
  });
});

describe('a bundle larger than the bound', () => {
  const flow = [begin, { id: 2, module: 'lab:Grow', mapper: { size: 5_000 } }, act(3, '{{length(2.text)}}')];
  const limits = { spillBytes: 1_000 };

  it('waits in the spill store, not in the journal, and is there when its turn comes', async () => {
    const { journal, world, verdict } = await run(flow, {}, { limits });
    expect(journal.entries.get('2#1')?.length).toBeLessThan(500);
    expect(world.calls.map((call) => call.split(/[/ ]/).at(-2))).toEqual(['5000', '1']);
    expect(verdict.modules[1]?.bundles[0]).toMatchObject({ $spilled: expect.any(Number) as number });
  });

  it('stays in memory where the store fails, because what the module did must not be done again', async () => {
    const spill = { put: () => Promise.reject(new Error('disk full')), get: () => Promise.reject(new Error('no')) };
    const world = new World(new DurableJournal());
    const verdict = await executeScenario(aScenario(flow), anInput([{}], { limits }), world.ports({ spill }));
    expect(verdict.status).toBe('success');
    expect(world.calls).toHaveLength(2);
  });

  it('is there again for an attempt that remembers it', async () => {
    const spill = new MemorySpill();
    const journal = new DurableJournal();
    const scenario = aScenario(flow);
    const first = await executeScenario(scenario, anInput([{}], { limits }), new World(journal).ports({ spill }));
    const again = new World(journal);
    const second = await executeScenario(scenario, anInput([{}], { limits }), again.ports({ spill }));
    expect(second).toEqual(first);
    expect(again.calls).toEqual([]);
  });
});

describe('a hundred thousand bundles', () => {
  it('pass into an aggregator one by one; what is kept of them stays within its bound', async () => {
    const items = Array.from({ length: 100_000 }, (_, n) => n);
    const { verdict } = await run(
      [
        begin,
        { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } },
        compute(3, { n: '{{2.value}}' }),
        { id: 4, module: 'builtin:BasicAggregator', parameters: { feeder: 2 }, mapper: { n: '{{3.n}}' } },
        compute(5, { count: '{{length(4.array)}}' }),
      ],
      { items },
      { limits: { detailBytes: 100_000 } },
    );
    expect(verdict).toMatchObject({ status: 'success', operations: 100_004 });
    expect(verdict.modules.length + verdict.omittedExecutions).toBe(100_004);
    expect(JSON.stringify(verdict.modules).length).toBeLessThan(400_000);
  }, 30_000);
});
