import { activityListSchema, finishedRunListSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, untaggedColumns, Database } from '@ebbflow/persistence';
import { addDays, firstKeptDay, retentionPolicy, utcDay } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, type RunFinished } from './run-fixture.ts';

const start = new Date('2026-03-10T12:00:00.000Z');
const clock = new ManualClock(start);
const house = testHouse([logStoreService], clock);
const { database } = house;
const policy = retentionPolicy();
const details = policy.ttl('execution-details').milliseconds;
const activity = policy.ttl('activity').milliseconds;
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService);
});
beforeEach(() => clock.advance(start.getTime() - clock.nowMs()));

function ingest(...runs: RunFinished[]): Promise<void> {
  return logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
}
async function visible(tenantId: string) {
  const runs = finishedRunListSchema.parse((await house.askAs(logStore, tenantId, '/v1/runs')).body).items;
  const stream = activityListSchema.parse((await house.askAs(logStore, tenantId, '/v1/activity')).body).items;
  return { runs: runs.length, activity: stream.length };
}
function apply(category: string, body: { create: string[]; dropBefore: string }) {
  return house.ask(logStore, 'PUT', `/internal/v1/categories/${category}/partitions`, { as: 'retention', body });
}

describe('a row past its lifetime', () => {
  it('is hidden from the very millisecond on, each category by its own, while the row is still there', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: start.toISOString() });
    await ingest(run);
    clock.advance(activity - 1);
    expect(await visible(tenantId)).toEqual({ runs: 1, activity: 1 });
    clock.advance(1);
    expect(await visible(tenantId)).toEqual({ runs: 1, activity: 0 });
    clock.advance(details - activity - 1);
    expect(await visible(tenantId)).toEqual({ runs: 1, activity: 0 });
    expect((await house.askAs(logStore, tenantId, `/v1/runs/${run.runId}`)).status).toBe(200);
    clock.advance(1);
    expect(await visible(tenantId)).toEqual({ runs: 0, activity: 0 });
    expect((await house.askAs(logStore, tenantId, `/v1/runs/${run.runId}`)).status).toBe(404);
    expect(
      await database.asAdmin('select 1 from log_store.execution_details where tenant_id = $1', [tenantId]),
    ).toHaveLength(1);
  });

  it('is not stored at all when its event comes that late, and its day is not made again', async () => {
    const tenantId = newOrganisationId();
    const finishedAt = new Date(clock.nowMs() - activity).toISOString();
    await ingest(aRun(house, { tenantId, finishedAt }));
    const count = async (table: string) =>
      (await database.asAdmin(`select 1 from log_store.${table} where tenant_id = $1`, [tenantId])).length;
    expect([await count('activity'), await count('execution_details')]).toEqual([0, 1]);
    const name = `activity_p${utcDay(Date.parse(finishedAt)).replaceAll('-', '')}0000`;
    expect(await database.asAdmin('select 1 from pg_tables where tablename = $1', [name])).toEqual([]);
  });
});

describe('the days of a category', () => {
  it('are made on demand for whatever day a run finished on', async () => {
    const tenantId = newOrganisationId();
    const days = [0, 1, 5, 20].map((ago) => new Date(start.getTime() - ago * 86_400_000).toISOString());
    await ingest(...days.map((finishedAt) => aRun(house, { tenantId, finishedAt })));
    expect(await visible(tenantId)).toEqual({ runs: 4, activity: 4 });
  });

  it('go when every row of them is past its lifetime and not a millisecond earlier, blobs with them', async () => {
    const tenantId = newOrganisationId();
    const blobs = logStore.app.get<BlobStore>(BLOB_STORE, { strict: false });
    const blob = await blobs.put(tenantId, Buffer.from('sealed'));
    const lastOfDay = '2026-03-11T23:59:59.999Z';
    await ingest(aRun(house, { tenantId, finishedAt: lastOfDay, details: { keyVersion: 1, blob } }));
    const rows = () => database.asAdmin(`select 1 from log_store.execution_details where tenant_id = $1`, [tenantId]);
    clock.advance(Date.parse('2026-03-12T00:00:00Z') + details - 1 - clock.nowMs());
    expect(await apply('execution-details', { create: [], dropBefore: '2026-03-12' })).toMatchObject({
      status: 409,
      body: { code: 'LOG_STORE.DROP_TOO_EARLY' },
    });
    await apply('execution-details', {
      create: [],
      dropBefore: firstKeptDay(policy.ttl('execution-details'), clock.nowMs()),
    });
    expect(await rows()).toHaveLength(1);
    clock.advance(1);
    const { body } = await apply('execution-details', { create: [], dropBefore: '2026-03-12' });
    expect(body).toMatchObject({ dropped: expect.arrayContaining(['2026-03-11']) as unknown });
    expect(await rows()).toHaveLength(0);
    const { body: held } = await house.ask(logStore, 'GET', '/internal/v1/categories/execution-details/partitions', {
      as: 'retention',
    });
    const [{ table, oldestDay } = { table: '', oldestDay: null }] = partitionsHeldSchema.parse(held).tables;
    expect([table, oldestDay === null || oldestDay >= '2026-03-12']).toEqual(['execution_details', true]);
    await expect(blobs.get(tenantId, blob)).rejects.toThrow();
  });

  it('are made ahead when retention asks, and by nobody else', async () => {
    const create = [30, 31].map((ahead) => addDays(utcDay(clock.nowMs()), ahead));
    expect((await apply('activity', { create, dropBefore: '2026-01-01' })).body).toEqual({
      created: create,
      dropped: [],
    });
    const body = { create, dropBefore: '2026-01-01' };
    expect(
      (await house.ask(logStore, 'PUT', '/internal/v1/categories/activity/partitions', { as: 'executor', body }))
        .status,
    ).toBe(403);
    expect((await apply('gateway-logs', body)).status).toBe(404);
  });
});

describe('the columns of the log store', () => {
  it('all say whether they can hold personal data', () => {
    expect(untaggedColumns(logStore.app.get(Database, { strict: false }).dataSource)).toEqual([]);
  });
});
