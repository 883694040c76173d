import { ModuleError } from '@ebbflow/connector-sdk';
import { executeScenario } from '../src/index.ts';
import { aScenario, anInput, begin, DurableJournal, World } from './lab.ts';

const cancelled = new ModuleError('ExecutionInterruptedError', 'The run was cancelled.');

describe('a run that is to end before its time', () => {
  it('ends in the middle of an action with a verdict, and asks neither handler nor incomplete executions', async () => {
    const controller = new AbortController();
    const scenario = aScenario(
      [
        begin,
        { id: 2, module: 'lab:Hang', onerror: [{ id: 3, module: 'builtin:Ignore' }] },
        { id: 4, module: 'lab:Act' },
      ],
      { dlq: true },
    );
    const world = new World(new DurableJournal());
    const run = executeScenario(scenario, anInput(), world.ports({ interruption: controller.signal }));
    setImmediate(() => controller.abort(cancelled));
    const verdict = await run;
    expect(verdict).toMatchObject({ status: 'error', error: { class: 'ExecutionInterruptedError' }, incomplete: [] });
    expect(verdict.modules.map(({ moduleId }) => moduleId)).toEqual([1, 2]);
  });

  it('begins nothing new when it was interrupted before, and counts what earlier attempts did', async () => {
    const scenario = aScenario([begin, { id: 2, module: 'lab:Act' }, { id: 3, module: 'lab:Act' }]);
    const journal = new DurableJournal();
    await executeScenario(scenario, anInput(), new World(journal).ports());
    journal.entries.delete('3#1');
    const world = new World(journal);
    const verdict = await executeScenario(
      scenario,
      anInput(),
      world.ports({ interruption: AbortSignal.abort(cancelled) }),
    );
    expect(verdict).toMatchObject({ status: 'error', error: { class: 'ExecutionInterruptedError' }, operations: 2 });
    expect(journal.find('3#1')).toBeUndefined();
  });

  it('does not begin a pause again that it would be in for days', async () => {
    const scenario = aScenario([begin, { id: 2, module: 'lab:Compute', mapper: { sleepMs: 1_000_000 } }]);
    const world = new World(new DurableJournal());
    const verdict = await executeScenario(
      scenario,
      anInput(),
      world.ports({
        interruption: AbortSignal.abort(cancelled),
        sleep: () => Promise.reject(new Error('It slept.')),
      }),
    );
    expect(verdict.error).toMatchObject({ class: 'ExecutionInterruptedError' });
  });
});
