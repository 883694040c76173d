import { executeScenario, type RunInput, type Verdict } from '../src/index.ts';
import { act, aScenario, anInput, begin, DurableJournal, World, type FlowModule } from './lab.ts';

const poll = (last: number): FlowModule => ({ id: 1, module: 'lab:Poll', parameters: { last } });
const failAt = (n: number): FlowModule => ({
  id: 2,
  module: 'lab:Act',
  mapper: { what: '{{1.n}}', fails: `{{if(1.n = ${String(n)}; "RuntimeError"; emptystring)}}` },
});

async function run(
  flow: readonly FlowModule[],
  settings: Parameters<typeof aScenario>[1] = {},
  input: Partial<RunInput> = {},
): Promise<{ verdict: Verdict; world: World }> {
  const world = new World(new DurableJournal());
  const verdict = await executeScenario(aScenario(flow, settings), anInput([{}], input), world.ports());
  return { verdict, world };
}

describe('an instant trigger', () => {
  it('has a cycle of its own for each pending event, whatever the settings say about their number', async () => {
    const { verdict, world } = await run(
      [begin, act(2, '{{1.n}}')],
      { roundtrips: 1 },
      {
        events: [[{ n: 1 }], [{ n: 2 }, { n: 3 }], []],
      },
    );
    expect(world.calls.map((call) => call.split(' ')[0])).toEqual(
      ['1', '2', '3'].map((n) => `https://lab.example/${n}`),
    );
    expect(verdict).toMatchObject({ status: 'success', cycles: 3, operations: 3 + 3 });
  });
});

describe('a module of the engine at the beginning', () => {
  it.each(['scenario-service:CallSubscenario', 'scenario-service:RunScenario'])(
    '%s calls the scenario, also in a run that was given a bundle',
    async (module) => {
      const world = new World(new DurableJournal());
      const called: string[] = [];
      const ports = {
        ...world.ports(),
        callScenario: async ({ scenario }: { scenario: string }) => {
          called.push(scenario);
          return { runId: 'run_1', outputs: { n: 1 } };
        },
      };
      const flow: FlowModule[] = [{ id: 1, module, mapper: { scenario: 'scn_called' } }, act(2, '{{1.n}}')];
      const verdict = await executeScenario(aScenario(flow), anInput([{}]), ports);
      expect(verdict).toMatchObject({ status: 'success', operations: 2 });
      expect(called).toEqual(['scn_called']);
      expect(world.calls[0]).toContain('https://lab.example/1');
    },
  );
});

describe('a polling trigger', () => {
  it('reads once a cycle, at most as often as the settings say, and tells where it goes on', async () => {
    const { verdict } = await run([poll(9), act(2, '{{1.n}}')], { roundtrips: 2 }, { cursor: 2 });
    expect(verdict).toMatchObject({ cycles: 2, operations: 2 + 4, cursor: 6 });
  });

  it('stops at the read that finds nothing, which costs an operation all the same', async () => {
    const { verdict } = await run([poll(2), act(2, '{{1.n}}')], { roundtrips: 9 });
    expect(verdict).toMatchObject({ cycles: 2, operations: 2 + 2, cursor: 2 });
  });

  it('goes on where it stood when the cycle fails, unless its commit does not come last', async () => {
    const last = await run([poll(4), failAt(3)], { roundtrips: 2 });
    expect(last.verdict).toMatchObject({ status: 'error', cursor: 2 });
    const first = await run([poll(4), failAt(3)], { roundtrips: 2, autoCommitTriggerLast: false });
    expect(first.verdict).toMatchObject({ status: 'error', cursor: 4 });
    const withTheRest = await run([poll(4), failAt(3)], {
      roundtrips: 2,
      autoCommitTriggerLast: false,
      autoCommit: false,
    });
    expect(withTheRest.verdict).toMatchObject({ status: 'error', cursor: 2 });
  });

  it('has moved on when the run is ended by Commit', async () => {
    const onerror = [{ id: 3, module: 'builtin:Commit' }];
    const { verdict } = await run([poll(4), { ...failAt(1), onerror }], { roundtrips: 2 });
    expect(verdict).toMatchObject({ status: 'success', cycles: 1, cursor: 2 });
  });

  it('cannot stand in the middle of a flow', async () => {
    const { verdict } = await run([begin, { ...poll(1), id: 2 }]);
    expect(verdict.error).toMatchObject({ class: 'InvalidConfigurationError', moduleId: 2 });
  });
});

describe('without a trigger', () => {
  it('a run has exactly as many cycles as the settings say', async () => {
    const { verdict } = await run([act(1, 'x')], { roundtrips: 3 });
    expect(verdict).toMatchObject({ cycles: 3, operations: 3 });
  });

  it('the first module failing for a reason that passes ends the run with a warning, to be tried again', async () => {
    const failing = { id: 1, module: 'lab:Act', mapper: { what: 'x', fails: 'ConnectionError' } };
    const { verdict } = await run([failing, act(2, 'never')], { dlq: true });
    expect(verdict).toMatchObject({
      status: 'warning',
      incomplete: [],
      warnings: [{ moduleId: 1, class: 'ConnectionError' }],
      advice: { retryRun: true, disable: false, countError: false },
    });
    expect(verdict.error).toBeUndefined();
  });
});

describe('warnings', () => {
  it('of a module turn the status of the run, and never fail it; a module that is not transactional gets no data store', async () => {
    const { verdict } = await run([begin, { id: 2, module: 'lab:Warn' }]);
    expect(verdict).toMatchObject({ status: 'warning', warnings: [{ moduleId: 2, message: 'Something was odd.' }] });
    expect(JSON.stringify(verdict.modules)).toContain('not transactional');
  });
});
