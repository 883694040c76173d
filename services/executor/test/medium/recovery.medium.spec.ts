import { TenantKeys } from '@ebbflow/crypto';
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

  it('ends with an error when it took its workers down too often', async () => {
    const settings = { EBB_EXECUTOR_NODE: 'fragile', EBB_EXECUTOR_MAX_ATTEMPTS: '3' };
    const first = await house.start(settings);
    const { scenarioId } = await house.import(first, aBlueprint().withCall(`${house.sink.url}/poison`).build());
    await first.stop();
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, lease_owner, lease_token, attempts, due_at, started_at)
       values ($1, 'run_0193f5a0c0de7000800000000000b002', $2, 1, 'manual', 'running', 'fragile/0', 7, 3, now(), now())`,
      [house.tenantId, scenarioId],
    );
    const second = await house.start(settings);
    expect(await house.waitForFinished(scenarioId)).toMatchObject({
      status: 'error',
      errorClass: 'ExecutionInterruptedError',
    });
    expect(house.sink.callsOf('/poison')).toHaveLength(0);
    await second.stop();
  });

  it('goes on after Postgres has thrown everybody out', async () => {
    const executor = await house.start({ EBB_EXECUTOR_NODE: 'thrown-out' });
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/out`).build());
    house.sink.hold('/out');
    await house.publish(house.delivery(scenarioId, { order: 'O' }));
    await waitFor(() => house.sink.callsOf('/out').length === 1);
    await house.database.asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    house.sink.release('/out');
    expect((await house.waitForFinished(scenarioId)).status).toBe('success');
    await executor.stop();
    expect(house.finishedOf(scenarioId)).toHaveLength(1);
  });

  it('keeps what it has done while vault is away', async () => {
    const executor = await house.start({ EBB_TENANT_KEYS_MAX_AGE: '1s' });
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/away`).build());
    house.sink.hold('/away');
    await house.publish(house.delivery(scenarioId, { order: 'V' }));
    await waitFor(() => house.sink.callsOf('/away').length === 1);
    house.vault.isAway = true;
    const asked = Date.now();
    // The key it began with is too old by then, so the details cannot be sealed without asking again.
    await waitFor(() => Date.now() - asked > 1_100);
    house.sink.release('/away');
    const worker = executor.app.get(TenantKeys, { strict: false });
    // Asking fails for us as it does for the worker, which therefore has been told "not now" at least once.
    await expect(worker.current(house.tenantId)).rejects.toMatchObject({ family: 'transient' });
    house.vault.isAway = false;
    expect(await house.waitForFinished(scenarioId)).toMatchObject({
      status: 'success',
      details: expect.anything() as unknown,
    });
    expect(house.sink.callsOf('/away')).toHaveLength(1);
    await executor.stop();
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
