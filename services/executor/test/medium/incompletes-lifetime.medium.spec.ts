import type { IncompleteList } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { addDays, firstKeptDay, retentionPolicy, utcDay } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const ttl = retentionPolicy().ttl('incomplete-runs');
const DAYS = '/internal/v1/categories/incomplete-runs/partitions';

describe('incomplete executions and time', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_RETRY_POLL: '20ms' });
  });

  const apply = (body: object, path = DAYS): Promise<Asked> =>
    house.askFrom(executor, 'retention', { method: 'PUT', path, body });
  /** Stored at that instant, whenever that was. */
  const store = async (createdAt: Date): Promise<string> => {
    await apply({ create: [utcDay(createdAt.getTime())], dropBefore: '2020-01-01' });
    const id = newId('inc');
    await house.database.asAdmin(
      `insert into executor.incomplete_execution (tenant_id, id, created_at, updated_at, scenario_id, scenario_version, run_id, module_id,
         module, error_class, state, retry_kind, bytes, content_sealed, key_version)
       values ($1, $2, $3, $3, $4, 1, $5, 2, 'json:ParseJSON', 'DataError', 'pending', 'manual', 6, 'sealed', 1)`,
      [house.tenantId, id, createdAt, newId('scn'), newId('run')],
    );
    return id;
  };
  const visible = async (): Promise<readonly string[]> =>
    ((await house.ask(executor, 'GET', '/v1/incomplete-executions')).body as IncompleteList).items.map(({ id }) => id);

  it('hides one whose lifetime is over while its row is still there', async () => {
    const now = Date.now();
    const within = await store(new Date(now - ttl.milliseconds + 60_000));
    const past = await store(new Date(now - ttl.milliseconds));
    expect(await visible()).toEqual([within]);
    const path = `/v1/incomplete-executions/${past}`;
    expect((await house.ask(executor, 'GET', path)).status).toBe(404);
    expect((await house.ask(executor, 'POST', `${path}/retry`, {})).status).toBe(404);
    expect((await house.ask(executor, 'POST', '/v1/incomplete-executions/retry', { ids: [past] })).body).toEqual({
      count: 0,
    });
  });

  it('drops a day when retention says so, and not while a row of it is within its lifetime', async () => {
    const kept = firstKeptDay(ttl, Date.now());
    const old = await store(new Date(`${addDays(kept, -1)}T23:59:59.999Z`));
    expect(await apply({ create: [], dropBefore: addDays(kept, 1) })).toMatchObject({
      status: 409,
      body: { code: 'EXECUTOR.DROP_TOO_EARLY' },
    });
    const rows = (): Promise<unknown[]> =>
      house.database.asAdmin('select 1 from executor.incomplete_execution where id = $1', [old]);
    expect(await rows()).toHaveLength(1);
    expect((await apply({ create: [], dropBefore: kept })).body).toMatchObject({
      dropped: expect.arrayContaining([addDays(kept, -1)]) as unknown,
    });
    expect(await rows()).toEqual([]);
  });

  it('does so for retention alone, and for this category only', async () => {
    const body = { create: [], dropBefore: '2020-01-01' };
    expect((await house.askFrom(executor, 'console', { method: 'PUT', path: DAYS, body })).status).toBe(403);
    expect((await apply(body, DAYS.replace('incomplete-runs', 'activity'))).status).toBe(404);
  });

  it('retries at most three at once of a scenario, however many executors there are', async () => {
    await house.start({ EBB_EXECUTOR_RETRY_POLL: '10ms', EBB_EXECUTOR_NODE: 'second' });
    house.sink.cut('/both');
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().settings({ dlq: true }).withCall(`${house.sink.url}/both`).build(),
    );
    await house.publish(...Array.from({ length: 8 }, (_, order) => house.delivery(scenarioId, { order })));
    const open = async (): Promise<number> =>
      ((await house.ask(executor, 'GET', `/v1/incomplete-executions?scenarioId=${scenarioId}`)).body as IncompleteList)
        .items.length;
    await waitFor(async () => (await open()) === 8);
    const before = house.sink.callsOf('/both').length;
    house.sink.mend('/both');
    house.sink.hold('/both');
    expect((await house.ask(executor, 'POST', '/v1/incomplete-executions/retry', { scenarioId })).body).toEqual({
      count: 8,
    });
    await waitFor(() => house.sink.callsOf('/both').length === before + 3);
    expect(
      await house.database.asAdmin(
        `select 1 from executor.incomplete_execution where scenario_id = $1 and state = 'retrying'`,
        [scenarioId],
      ),
    ).toHaveLength(3);
    house.sink.release('/both');
    await waitFor(async () => (await open()) === 0);
    expect(house.sink.callsOf('/both')).toHaveLength(before + 8);
  });
});
