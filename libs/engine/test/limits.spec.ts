import { executeScenario, RunSuspended } from '../src/index.ts';
import { act, aScenario, anInput, begin, DurableJournal, World } from './lab.ts';

const loop = aScenario([
  begin,
  { id: 2, module: 'builtin:BasicRepeater', mapper: { repeats: '1000', start: 1, step: 1 } },
  { id: 3, module: 'lab:Compute', mapper: { text: 'x'.repeat(100), i: '{{2.i}}' } },
]);

describe('the bounds of a run', () => {
  it('an action that does not end is ended, told so, and journaled as ModuleTimeoutError', async () => {
    const journal = new DurableJournal();
    const verdict = await executeScenario(
      aScenario([begin, { id: 2, module: 'lab:Hang' }]),
      anInput([{}], { limits: { operationTimeoutMs: 40_000 } }),
      new World(journal).ports({
        startTimer: (milliseconds, elapsed) => {
          expect(milliseconds).toBe(40_000);
          setImmediate(elapsed);
          return () => undefined;
        },
      }),
    );
    expect(verdict.error).toMatchObject({ class: 'ModuleTimeoutError', moduleId: 2 });
    expect(journal.find('2#1')).toMatchObject({ kind: 'error', errorClass: 'ModuleTimeoutError' });
  });

  it('an attempt whose signal is aborted ends without verdict, and the step it was in is not journaled', async () => {
    const journal = new DurableJournal();
    const controller = new AbortController();
    const reason = new Error('the lease is lost');
    const run = executeScenario(
      aScenario([begin, { id: 2, module: 'lab:Hang' }]),
      anInput(),
      new World(journal).ports({ signal: controller.signal }),
    );
    setImmediate(() => controller.abort(reason));
    await expect(run).rejects.toBe(reason);
    expect(journal.entries.size).toBe(0);
  });

  it('what the sleep port throws leaves the engine as it is', async () => {
    const run = executeScenario(
      aScenario([begin, { id: 2, module: 'lab:Compute', mapper: { sleepMs: 1_000 } }]),
      anInput(),
      new World(new DurableJournal()).ports({ sleep: () => Promise.reject(new RunSuspended(1)) }),
    );
    await expect(run).rejects.toBeInstanceOf(RunSuspended);
  });

  it('a run that used up its operations ends in error', async () => {
    const verdict = await executeScenario(
      loop,
      anInput([{}], { limits: { operations: 10 } }),
      new World(new DurableJournal()).ports(),
    );
    expect(verdict).toMatchObject({
      status: 'error',
      operations: 10,
      error: { class: 'OperationsLimitExceededError' },
    });
  });

  it('a run that took longer than it may ends in error, and its handlers do not see it', async () => {
    const world = new World(new DurableJournal());
    const verdict = await executeScenario(
      aScenario([begin, act(2, 'slow'), act(3, 'too late', { onerror: [{ id: 4, module: 'builtin:Ignore' }] })]),
      anInput([{}], { limits: { runTimeMs: 5 } }),
      world.ports(),
    );
    expect(verdict.error).toMatchObject({ class: 'ScenarioTimeoutError', moduleId: 3 });
    expect(world.calls).toHaveLength(1);
  });

  it('keeps bundles up to the bound, then only their number', async () => {
    const verdict = await executeScenario(
      loop,
      anInput([{}], { limits: { detailBytes: 20_000, detailBundles: 5 } }),
      new World(new DurableJournal()).ports(),
    );
    const [, repeater, ...rest] = verdict.modules;
    expect(repeater).toMatchObject({ bundleCount: 1_000 });
    expect(repeater?.bundles).toHaveLength(5);
    expect(rest.at(-1)).toMatchObject({ bundleCount: 1, bundles: [] });
    expect(JSON.stringify(verdict.modules).length).toBeLessThan(60_000);
    expect(verdict.modules.length + verdict.omittedExecutions).toBe(1_002);
    expect(verdict.operations).toBe(1_002);
  });

  it('keeps no bundle of a confidential scenario', async () => {
    const verdict = await executeScenario(
      aScenario([begin, act(2, 'a secret')], { confidential: true }),
      anInput([{ password: 'hunter2' }]),
      new World(new DurableJournal()).ports(),
    );
    expect(JSON.stringify(verdict)).not.toMatch(/hunter2|secret/);
    expect(verdict.modules.map(({ bundleCount }) => bundleCount)).toEqual([1, 1]);
  });

  it('lets others have their turn in a long computation, also where the clock stands still', async () => {
    let turns = 0;
    const long = aScenario([
      begin,
      { id: 2, module: 'builtin:BasicRepeater', mapper: { repeats: '9000', start: 1, step: 1 } },
      { id: 3, module: 'lab:Compute' },
    ]);
    const timer = setInterval(() => (turns += 1), 0);
    await executeScenario(long, anInput(), new World(new DurableJournal()).ports());
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('does not quote what an unforeseen error says', async () => {
    const verdict = await executeScenario(
      aScenario([begin, { id: 2, module: 'lab:Compute', mapper: { fails: true } }]),
      anInput(),
      new World(new DurableJournal()).ports(),
    );
    expect(verdict.error).toMatchObject({ class: 'RuntimeError' });
    expect(JSON.stringify(verdict)).not.toContain('4711');
  });
});
