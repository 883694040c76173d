import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('a run whose worker goes away', () => {
  const house = executorHouse();

  const rowOf = async (scenarioId: string): Promise<Record<string, unknown>> =>
    (
      await house.database.asAdmin<Record<string, unknown>>('select * from executor.run where scenario_id = $1', [
        scenarioId,
      ])
    )[0] ?? {};

  it('is resumed by another worker: what was done is not done again, what was cut off is, under the same key, and it ends once', async () => {
    const first = await house.start({ EBB_EXECUTOR_NODE: 'first' });
    const blueprint = aBlueprint().withCall(`${house.sink.url}/one`).withCall(`${house.sink.url}/two`).build();
    const { scenarioId } = await house.import(first, blueprint);
    house.sink.hold('/two');
    await house.publish(house.delivery(scenarioId, { order: 'C' }));
    await waitFor(() => house.sink.callsOf('/two').length === 1);

    const second = await house.start({ EBB_EXECUTOR_NODE: 'second' });
    await house.database.asAdmin(`update executor.run set due_at = now() where scenario_id = $1`, [scenarioId]);
    await waitFor(() => house.sink.callsOf('/two').length === 2, { what: 'the second attempt' });
    house.sink.release('/two');
    const event = await house.waitForFinished(scenarioId);
    expect(event.status).toBe('success');

    expect(house.sink.callsOf('/one')).toHaveLength(1);
    const [before, after] = house.sink.callsOf('/two');
    expect(after?.idempotencyKey).toBe(before?.idempotencyKey);
    // Both have finished their attempt by now; the one without the lease must not have ended the run.
    await first.stop();
    await second.stop();
    expect(house.finishedOf(scenarioId)).toHaveLength(1);
    expect(await rowOf(scenarioId)).toMatchObject({ state: 'finished', lease_token: '2' });
    expect(await house.database.asAdmin('select 1 from executor.run_journal')).toEqual([]);
  });

  it('waits out a long pause as a row, through a restart', async () => {
    const settings = { EBB_EXECUTOR_SLEEP_INLINE: '100ms' };
    const first = await house.start(settings);
    const blueprint = aBlueprint()
      .withCall(`${house.sink.url}/before`)
      .withSleep(2)
      .withCall(`${house.sink.url}/after`)
      .build();
    const { scenarioId } = await house.import(first, blueprint);
    const startedAt = Date.now();
    await house.publish(house.delivery(scenarioId, { order: 'P' }));
    await waitFor(async () => (await rowOf(scenarioId))['state'] === 'waiting', { what: 'the pause' });
    await first.stop();
    expect(house.sink.callsOf('/after')).toHaveLength(0);

    const second = await house.start(settings);
    await house.waitForFinished(scenarioId);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2_000);
    expect(house.sink.callsOf('/before')).toHaveLength(1);
    expect(house.sink.callsOf('/after')).toHaveLength(1);
    await second.stop();
  });

  it('goes back to the queue when the worker stops and cannot finish in time', async () => {
    const first = await house.start({ EBB_EXECUTOR_DRAIN: '50ms' });
    const { scenarioId } = await house.import(first, aBlueprint().withCall(`${house.sink.url}/stuck`).build());
    house.sink.hold('/stuck');
    await house.publish(house.delivery(scenarioId, { order: 'D' }));
    await waitFor(() => house.sink.callsOf('/stuck').length === 1);
    await first.stop();
    expect(await rowOf(scenarioId)).toMatchObject({ state: 'queued', lease_owner: null });

    house.sink.release('/stuck');
    const second = await house.start();
    expect((await house.waitForFinished(scenarioId)).status).toBe('success');
    await second.stop();
  });

  it('is taken over without waiting for its lease by the next start of the same node', async () => {
    const first = await house.start({ EBB_EXECUTOR_NODE: 'gone' });
    const { scenarioId } = await house.import(first, aBlueprint().withCall(`${house.sink.url}/again`).build());
    await first.stop();
    const runId = 'run_0193f5a0c0de7000800000000000b001';
    // As kill -9 leaves it: leased for a long time, to a start of the node that nobody will hear of again.
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, lease_owner, lease_token, due_at, started_at)
       values ($1, $2, $3, 1, 'manual', 'running', 'gone/0', 1, now() + interval '1 hour', now())`,
      [house.tenantId, runId, scenarioId],
    );
    const second = await house.start({ EBB_EXECUTOR_NODE: 'gone' });
    expect(await house.waitForFinished(scenarioId)).toMatchObject({ runId, status: 'success' });
    await second.stop();
  });

  it('ends with an error and without details once its organisation’s key is destroyed', async () => {
    const executor = await house.start();
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/shred`).build());
    const event = house.delivery(scenarioId, { order: 'K' });
    house.destroyKey();
    await house.publish(event);
    const finished = await house.waitForFinished(scenarioId);
    expect(finished.status).toBe('error');
    expect(finished.details).toBeUndefined();
    expect(house.sink.callsOf('/shred')).toHaveLength(0);
    await executor.stop();
  });
});
