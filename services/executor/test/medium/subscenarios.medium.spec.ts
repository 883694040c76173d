import type { JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { executorHouse, type RunFinished } from '../support/executor-house.ts';
import { aCalledScenario } from '../support/subscenario.builder.ts';

interface RunRow {
  readonly id: string;
  readonly state: string;
  readonly lease_owner: string | null;
  readonly parent_run_id: string | null;
}

describe('a scenario that calls another', () => {
  const house = executorHouse();
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start();
  });

  const setActive = async (scenarioId: string, active: boolean): Promise<void> => {
    const { status } = await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active });
    expect(status).toBe(200);
  };
  const activate = async (blueprint: JsonObject): Promise<string> => {
    const { scenarioId } = await house.import(executor, blueprint);
    await setActive(scenarioId, true);
    return scenarioId;
  };
  const start = async (scenarioId: string, service = executor): Promise<void> => {
    const { status } = await house.ask(service, 'POST', `/v1/scenarios/${scenarioId}/runs`, { bundle: { n: 7 } });
    expect(status).toBe(202);
  };
  const end = async (scenarioId: string): Promise<RunFinished> => {
    await start(scenarioId);
    return house.waitForFinished(scenarioId);
  };
  const rowsOf = (scenarioId: string): Promise<RunRow[]> =>
    house.database.asAdmin<RunRow>('select * from executor.run where scenario_id = $1', [scenarioId]);
  const messageOf = (event: RunFinished): string => house.detailsOf(event).error?.message ?? '';
  const doubler = () => aCalledScenario().withInput('n', 'number').returning({ twice: '{{1.n * 2}}' });

  it('and waits gets its outputs, and goes on with them', async () => {
    const called = await activate(doubler().build());
    const caller = await activate(
      aCalledScenario().withCallOf(called, { n: '{{1.n}}' }).returning({ answer: '{{2.twice}}' }).build(),
    );
    const event = await end(caller);
    expect(event.status).toBe('success');
    expect(house.detailsOf(event).modules.at(-1)?.bundles).toEqual([{ answer: 14 }]);
    const [child] = await rowsOf(called);
    expect(child).toMatchObject({ state: 'finished', parent_run_id: event.runId });
    expect(house.finishedOf(called)[0]).toMatchObject({ trigger: 'scenario', outOfRunId: event.runId });
    expect(event.outOfRunId).toBeUndefined();
    expect(await house.database.asAdmin('select 1 from executor.run_journal')).toEqual([]);
  });

  it('waits as a row and not in a worker, and is woken by the end', async () => {
    house.sink.hold('/long');
    const called = await activate(aCalledScenario().withHttp(`${house.sink.url}/long`).returning({ ok: true }).build());
    const caller = await activate(aCalledScenario().withCallOf(called, {}).build());
    await start(caller);
    await waitFor(async () => (await rowsOf(caller))[0]?.state === 'waiting');
    expect((await rowsOf(caller))[0]?.lease_owner).toBeNull();
    await waitFor(() => house.sink.callsOf('/long').length === 1);
    house.sink.release('/long');
    expect((await house.waitForFinished(caller)).status).toBe('success');
    expect(await rowsOf(called)).toHaveLength(1);
  });

  it('and does not wait is over when the other run is queued', async () => {
    house.sink.hold('/later');
    const called = await activate(aCalledScenario().withHttp(`${house.sink.url}/later`).build());
    const caller = await activate(aCalledScenario().withCallOf(called, {}, false).build());
    const event = await end(caller);
    expect(house.detailsOf(event).modules.at(-1)?.bundles).toEqual([{ executionId: (await rowsOf(called))[0]?.id }]);
    expect((await rowsOf(called))[0]?.parent_run_id).toBeNull();
    house.sink.release('/later');
    await house.waitForFinished(called);
  });

  it('fails with the class of the error of the other, whose message stays there', async () => {
    house.sink.fail('/broken', 500);
    const called = await activate(aCalledScenario().withHttp(`${house.sink.url}/broken`).build());
    const caller = await activate(aCalledScenario().withCallOf(called, {}).build());
    const event = await end(caller);
    expect(event).toMatchObject({ status: 'error', errorClass: 'RuntimeError', errorModuleId: 2 });
    expect(messageOf(event)).toMatch(/ended with an error \(\w+\); see run run_/);
  });

  it('fails where the other is not active, not on demand, not there, or does not take the inputs', async () => {
    const inactive = await activate(doubler().build());
    await setActive(inactive, false);
    expect(messageOf(await end(await activate(aCalledScenario().withCallOf(inactive, {}).build())))).toMatch(
      /not active/,
    );

    const scheduled = await activate({ ...doubler().build(), scheduling: { type: 'indefinitely', interval: 900 } });
    expect(messageOf(await end(await activate(aCalledScenario().withCallOf(scheduled, {}).build())))).toMatch(
      /on demand/,
    );

    expect(messageOf(await end(await activate(aCalledScenario().withCallOf('4711', {}).build())))).toMatch(
      /not one of this team/,
    );

    const strict = await activate(aCalledScenario().withInput('n', 'number', { required: true }).build());
    const event = await end(await activate(aCalledScenario().withCallOf(strict, { n: 'seven' }).build()));
    expect(messageOf(event)).toMatch(/n: This must be a number/);
    expect(await rowsOf(strict)).toEqual([]);
  });

  it('does not reach a scenario of another organisation', async () => {
    const foreign = await activate(doubler().build());
    const other = 'org_00000000000000000000000000000001';
    const imported = await house.askAs(other, executor, {
      method: 'POST',
      path: '/v1/scenarios',
      body: { blueprint: aCalledScenario().withCallOf(foreign, {}).build() },
    });
    const { scenarioId } = imported.body as { scenarioId: string };
    await house.askAs(other, executor, { method: 'POST', path: `/v1/scenarios/${scenarioId}/runs`, body: {} });
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'error', errorClass: 'InvalidConfigurationError' });
    expect(await rowsOf(foreign)).toEqual([]);
  });

  it('may not wait for itself, straight or round a circle', async () => {
    const first = await activate(aCalledScenario().build());
    const second = await activate(aCalledScenario().withCallOf(first, {}).build());
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${first}/draft`);
    const asked = {
      method: 'PUT',
      path: `/v1/scenarios/${first}/draft`,
      body: { blueprint: aCalledScenario().withCallOf(second, {}).build() },
    };
    expect((await house.change(executor, asked, (body as { revision: number }).revision)).status).toBe(200);
    await house.ask(executor, 'POST', `/v1/scenarios/${first}/runs`, { version: 'draft' });
    await waitFor(() => house.finishedOf(first).length === 1 && house.finishedOf(second).length === 1);
    const inner = house.finishedOf(second)[0] as RunFinished;
    expect(messageOf(inner)).toMatch(/must not go round in a circle/);
    expect(house.finishedOf(first)[0]?.status).toBe('error');
  });

  it('that calls itself without waiting is stopped sixteen deep', async () => {
    const scenarioId = await activate(aCalledScenario().build());
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/draft`);
    const asked = {
      method: 'PUT',
      path: `/v1/scenarios/${scenarioId}/draft`,
      body: { blueprint: aCalledScenario().withCallOf(scenarioId, {}, false).build() },
    };
    const revision = (body as { revision: number }).revision;
    const saved = await house.change(executor, asked, revision);
    const published = await house.change(
      executor,
      { method: 'POST', path: `/v1/scenarios/${scenarioId}/versions`, body: {} },
      (saved.body as { revision: number }).revision,
    );
    expect(published.status).toBeLessThan(300);
    await start(scenarioId);
    await waitFor(() => house.finishedOf(scenarioId).some(({ status }) => status === 'error'));
    expect(await rowsOf(scenarioId)).toHaveLength(16);
  });

  it('gives up waiting when the time for it is over, while the other goes on', async () => {
    const hasty = await house.start({ EBB_EXECUTOR_SUBSCENARIO_WAIT: '300ms', EBB_EXECUTOR_NODE: 'hasty' });
    await executor.stop();
    house.sink.hold('/never');
    const called = await house.import(hasty, aCalledScenario().withHttp(`${house.sink.url}/never`).build());
    await house.ask(hasty, 'PUT', `/v1/scenarios/${called.scenarioId}/activation`, { active: true });
    const caller = await house.import(hasty, aCalledScenario().withCallOf(called.scenarioId, {}).build());
    await start(caller.scenarioId, hasty);
    const event = await house.waitForFinished(caller.scenarioId);
    expect(messageOf(event)).toMatch(/did not end within 0.3 s/);
    expect((await rowsOf(called.scenarioId))[0]?.state).not.toBe('finished');
    house.sink.release('/never');
    expect((await house.waitForFinished(called.scenarioId)).status).toBe('success');
    expect(await house.database.asAdmin('select 1 from executor.run_journal')).toEqual([]);
    await hasty.stop();
    executor = await house.start();
  });

  it('is answered once, though caller and called change hands in the middle', async () => {
    house.sink.hold('/moved');
    const called = await activate(aCalledScenario().withHttp(`${house.sink.url}/moved`).returning({ ok: 1 }).build());
    const caller = await activate(aCalledScenario().withCallOf(called, {}).returning({ ok: '{{2.ok}}' }).build());
    await start(caller);
    await waitFor(() => house.sink.callsOf('/moved').length === 1);
    const second = await house.start({ EBB_EXECUTOR_NODE: 'second' });
    // As if the worker of the called run had died, and somebody had woken the caller for nothing.
    await house.database.asAdmin(`update executor.run set due_at = now() where scenario_id = any($1)`, [
      [called, caller],
    ]);
    await waitFor(() => house.sink.callsOf('/moved').length === 2);
    house.sink.release('/moved');
    const event = await house.waitForFinished(caller);
    expect(house.detailsOf(event).modules.at(-1)?.bundles).toEqual([{ ok: 1 }]);
    expect(await rowsOf(called)).toHaveLength(1);
    await second.stop();
    expect(house.finishedOf(called)).toHaveLength(1);
    expect(house.finishedOf(caller)).toHaveLength(1);
  });

  it('hands over what a confidential scenario returns, and keeps it no longer than the caller runs', async () => {
    const called = await activate(aCalledScenario().returning({ secret: 'rosebud' }).confidential().build());
    const caller = await activate(aCalledScenario().withCallOf(called, {}).returning({ got: '{{2.secret}}' }).build());
    const event = await end(caller);
    expect(house.detailsOf(event).modules.at(-1)?.bundles).toEqual([{ got: 'rosebud' }]);
    expect(house.finishedOf(called)[0]?.details).toBeUndefined();
    expect(await house.database.asAdmin('select 1 from executor.run_journal')).toEqual([]);
    expect(await house.database.asAdmin('select 1 from executor.run_output')).toEqual([]);
  });

  it('works where both scenarios run one at a time: the waiting one keeps its lane but no worker', async () => {
    const called = await activate(doubler().sequential().build());
    const caller = await activate(aCalledScenario().withCallOf(called, { n: '{{1.n}}' }).sequential().build());
    await Promise.all([start(caller), start(caller), start(caller)]);
    await waitFor(() => house.finishedOf(caller).length === 3);
    expect(house.finishedOf(caller).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect(await rowsOf(called)).toHaveLength(3);
  });

  it('calls many times in one run, each call a run of its own', async () => {
    const called = await activate(doubler().build());
    const caller = await activate(
      aCalledScenario()
        .with('builtin:BasicRepeater', { start: '1', step: '1', repeats: '5' })
        .withCallOf(called, { n: '{{2.i}}' })
        .build(),
    );
    const event = await end(caller);
    expect(event.status).toBe('success');
    const answers = house.detailsOf(event).modules.filter(({ moduleId }) => moduleId === 3);
    expect(answers.flatMap(({ bundles }) => bundles)).toEqual([2, 4, 6, 8, 10].map((twice) => ({ twice })));
    expect(await rowsOf(called)).toHaveLength(5);
  });
});
