import type { JsonValue } from '@ebbflow/kernel';
import { executeScenario, type IncompleteBundle, type RunInput, type Verdict } from '../src/index.ts';
import { act, aScenario, anInput, begin, DurableJournal, World, type FlowModule } from './lab.ts';

/** Module `id` fails with a DataError on every second element of the loop over `1.items`. */
const failsOnEven = (id: number): FlowModule => ({
  id,
  module: 'lab:Act',
  mapper: { what: '{{2.value}}-{{1.name}}', fails: '{{if(2.value % 2 = 0; "DataError"; emptystring)}}' },
});
const loop: FlowModule = { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } };
const trigger = [{ name: 'n', items: [1, 2, 3, 4, 5, 6] }];

async function run(
  flow: readonly FlowModule[],
  settings: { [key: string]: JsonValue },
  input: Partial<RunInput> = {},
): Promise<{ verdict: Verdict; called: readonly (string | undefined)[] }> {
  const world = new World(new DurableJournal());
  const verdict = await executeScenario(aScenario(flow, settings), anInput(trigger, input), world.ports());
  return { verdict, called: world.calls.map((call) => call.split(/[/ ]/).at(-2)) };
}

/** Goes on from where the bundle was put aside, in a scenario whose failing module has been mended. */
async function resume(
  flow: readonly FlowModule[],
  incomplete: IncompleteBundle | undefined,
): Promise<readonly unknown[]> {
  const state = JSON.parse(JSON.stringify(incomplete?.state)) as IncompleteBundle['state'];
  return (await run(flow, {}, { triggerBundles: [], resume: state })).called;
}

describe('a bundle that was put aside', () => {
  it('has all it needs to be taken up again: the bundles before it and the variables', async () => {
    const set: FlowModule = { id: 7, module: 'lab:Compute', mapper: { x: 1 } };
    const { verdict } = await run([begin, set, loop, failsOnEven(3), act(4, 'after-{{3.did}}-{{7.x}}')], { dlq: true });
    expect(verdict).toMatchObject({
      status: 'warning',
      incomplete: [{ moduleId: 3 }, { moduleId: 3 }, { moduleId: 3 }],
    });
    const mended = [begin, set, loop, act(3, '{{2.value}}-{{1.name}}'), act(4, 'after-{{3.did}}-{{7.x}}')];
    expect(await resume(mended, verdict.incomplete[1])).toEqual(['4-n', 'after-4-n-1']);
  });

  it('inside a branch goes on behind the merge', async () => {
    const branching = (inner: FlowModule): FlowModule[] => [
      begin,
      loop,
      {
        id: 5,
        module: 'builtin:BasicIfElse',
        mapper: null,
        branches: [{ type: 'else', merge: true, flow: [inner] }],
      },
      { id: 6, module: 'builtin:BasicMerge', mapper: null, outputs: [{ name: 'out', mappings: ['{{3.did}}'] }] },
      act(4, 'after-{{6.out}}-{{2.value}}'),
    ];
    const { verdict } = await run(branching(failsOnEven(3)), { dlq: true });
    expect(await resume(branching(act(3, 'mended')), verdict.incomplete[0])).toEqual(['mended', 'after-mended-2']);
  });

  it('whose module is gone meanwhile ends with an error of configuration', async () => {
    const { verdict } = await run([begin, loop, failsOnEven(3)], { dlq: true });
    const state = verdict.incomplete[0]?.state;
    const resumed = await run([begin, act(4, 'x')], {}, state === undefined ? {} : { resume: state });
    expect(resumed.verdict.error).toMatchObject({ class: 'InvalidConfigurationError' });
  });
});

describe('a run that puts aside more than it may', () => {
  const limits = { incompleteBundles: 2 };

  it('ends for want of room', async () => {
    const { verdict } = await run([begin, loop, failsOnEven(3)], { dlq: true }, { limits });
    expect(verdict).toMatchObject({ status: 'error', error: { class: 'OutOfSpaceError', moduleId: 3 } });
    expect(verdict.incomplete).toHaveLength(2);
  });

  it('drops the rest where the scenario enables data loss, and says so', async () => {
    const { verdict } = await run([begin, loop, failsOnEven(3)], { dlq: true, dataloss: true }, { limits });
    expect(verdict).toMatchObject({ status: 'warning', warnings: [{ moduleId: 3 }] });
    expect(verdict.incomplete).toHaveLength(2);
  });
});
