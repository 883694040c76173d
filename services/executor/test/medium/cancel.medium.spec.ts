import type { CancelledRun } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newId } from '@ebbflow/kernel';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('cancelling', () => {
  const house = executorHouse();
  let executor: RunningService;
  let other: RunningService;

  beforeAll(async () => {
    const settings = { EBB_EXECUTOR_SLEEP_INLINE: '50ms', EBB_EXECUTOR_END_TIME: '2s' };
    executor = await house.start({ ...settings, EBB_EXECUTOR_NODE: 'one' });
    // Takes no run: it is only asked.
    other = await house.start({
      ...settings,
      EBB_EXECUTOR_NODE: 'two',
      EBB_EXECUTOR_POLL: '1m',
      EBB_EXECUTOR_PREFETCH: '0',
    });
  });

  const cancel = async (runId: string, at = executor): Promise<CancelledRun> => {
    const { status, body } = await house.ask(at, 'POST', `/v1/runs/${runId}/cancel`);
    expect(status).toBe(202);
    return body as CancelledRun;
  };
  const rowOf = async (runId: string): Promise<Record<string, unknown>> =>
    (await house.database.asAdmin<Record<string, unknown>>('select * from executor.run where id = $1', [runId]))[0] ??
    {};
  const runByHand = async (scenarioId: string): Promise<string> => {
    const { body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, {});
    return (body as { runId: string }).runId;
  };
  const finished = (scenarioId: string) => house.waitForFinished(scenarioId);

  it('ends a run in the middle of a call that does not come back, with what it did until then', async () => {
    const blueprint = aBlueprint().withCall(`${house.sink.url}/done`).withCall(`${house.sink.url}/hangs`).build();
    const { scenarioId } = await house.import(executor, blueprint);
    house.sink.hold('/hangs');
    const runId = await runByHand(scenarioId);
    await waitFor(() => house.sink.callsOf('/hangs').length === 1);
    expect(await cancel(runId, executor)).toEqual({ runId, state: 'running' });
    const event = await finished(scenarioId);
    expect(event).toMatchObject({ status: 'error', errorClass: 'ExecutionInterruptedError', operations: 3 });
    expect(house.detailsOf(event).modules.map(({ moduleId }) => moduleId)).toEqual([1, 2, 3]);
    house.sink.release('/hangs');
  });

  it('reaches the holder from another replica', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/far`).build());
    house.sink.hold('/far');
    const runId = await runByHand(scenarioId);
    await waitFor(() => house.sink.callsOf('/far').length === 1);
    await cancel(runId, other);
    expect(await finished(scenarioId)).toMatchObject({ errorClass: 'ExecutionInterruptedError' });
    house.sink.release('/far');
  });

  it('asks no error handler and keeps no incomplete execution', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/no-dlq`).build());
    house.sink.hold('/no-dlq');
    const runId = await runByHand(scenarioId);
    await waitFor(() => house.sink.callsOf('/no-dlq').length === 1);
    await cancel(runId);
    const event = await finished(scenarioId);
    expect(house.detailsOf(event).error).toMatchObject({ message: 'The run was cancelled.' });
    house.sink.release('/no-dlq');
  });

  it('ends a run that waits at once, and does nothing more of it', async () => {
    const blueprint = aBlueprint().withSleep(300).withCall(`${house.sink.url}/after-pause`).build();
    const { scenarioId } = await house.import(executor, blueprint);
    const runId = await runByHand(scenarioId);
    await waitFor(async () => (await rowOf(runId))['state'] === 'waiting', { what: 'the pause' });
    expect(await cancel(runId, other)).toEqual({ runId, state: 'waiting' });
    expect(await finished(scenarioId)).toMatchObject({ errorClass: 'ExecutionInterruptedError' });
    expect(house.sink.callsOf('/after-pause')).toHaveLength(0);
  });

  it('ends runs at the door of a busy lane, and lets the next one in', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/lane`).build());
    await house.database.asAdmin('update executor.scenario set lane_limit = 1 where id = $1', [scenarioId]);
    house.sink.hold('/lane');
    const first = await runByHand(scenarioId);
    await waitFor(() => house.sink.callsOf('/lane').length === 1);
    const second = await runByHand(scenarioId);
    const third = await runByHand(scenarioId);
    await waitFor(async () => (await rowOf(third))['due_at'] === Infinity, { what: 'the third to be parked' });
    await cancel(second);
    await waitFor(() => house.finishedOf(scenarioId).some(({ runId }) => runId === second));
    expect(await rowOf(third)).toMatchObject({ state: 'queued' });
    house.sink.release('/lane');
    await waitFor(() => house.finishedOf(scenarioId).length === 3);
    const statusOf = Object.fromEntries(house.finishedOf(scenarioId).map(({ runId, status }) => [runId, status]));
    expect(statusOf).toEqual({ [first]: 'success', [second]: 'error', [third]: 'success' });
    expect(house.sink.callsOf('/lane')).toHaveLength(2);
  });

  it('ends all runs of a scenario, and of no other', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withSleep(300).build());
    const { scenarioId: spared } = await house.import(executor, aBlueprint().withSleep(300).build());
    const runs = [await runByHand(scenarioId), await runByHand(scenarioId), await runByHand(spared)];
    await waitFor(async () => (await rowOf(runs[2] ?? ''))['state'] === 'waiting');
    const { status, body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs/cancel`);
    expect({ status, body }).toEqual({ status: 202, body: { count: 2 } });
    await waitFor(() => house.finishedOf(scenarioId).length === 2);
    expect(await rowOf(runs[2] ?? '')).toMatchObject({ state: 'waiting', cancel_requested_at: null });
    await cancel(runs[2] ?? '');
    await finished(spared);
  });

  it('changes nothing about a run that has finished, and says so', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/quick`).build());
    const runId = await runByHand(scenarioId);
    await finished(scenarioId);
    const before = await rowOf(runId);
    expect(await cancel(runId)).toEqual({ runId, state: 'finished' });
    expect(await rowOf(runId)).toEqual(before);
    expect(house.finishedOf(scenarioId)).toHaveLength(1);
  });

  it('knows no run of another organisation', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withSleep(300).build());
    const runId = await runByHand(scenarioId);
    const path = `/v1/runs/${runId}/cancel`;
    expect((await house.askAs(newOrganisationId(), executor, { method: 'POST', path })).status).toBe(404);
    expect((await house.ask(executor, 'POST', `/v1/runs/${newId('run')}/cancel`)).status).toBe(404);
    expect(await rowOf(runId)).toMatchObject({ cancel_requested_at: null });
    await cancel(runId);
    await finished(scenarioId);
  });
});
