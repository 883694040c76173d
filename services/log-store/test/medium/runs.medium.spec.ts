import { finishedRunDetailsSchema, finishedRunListSchema, runFinished } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { assertEveryRouteHasPolicy, listRoutes, type RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, someDetails, type RunFinished } from './run-fixture.ts';

const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([logStoreService], clock);
const { database } = house;
const now = clock.now().toISOString();
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService);
});

function ingest(...runs: RunFinished[]): Promise<void> {
  return logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
}
async function list(tenantId: string, query = '') {
  const { status, body } = await house.askAs(logStore, tenantId, `/v1/runs${query}`, ['runs:read']);
  return { status, ...(status === 200 ? finishedRunListSchema.parse(body) : { items: [], nextCursor: null }) };
}
const get = (tenantId: string, runId: string) => house.askAs(logStore, tenantId, `/v1/runs/${runId}`, ['runs:read']);

describe('a finished run', () => {
  it('is read back by its owner with the bundles of each module', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now });
    await ingest(run);
    const { status, body } = await get(tenantId, run.runId);
    expect(status).toBe(200);
    expect(finishedRunDetailsSchema.parse(body)).toMatchObject({
      id: run.runId,
      scenarioId: run.scenarioId,
      status: 'success',
      finishedAt: now,
      expiresAt: '2026-05-09T12:00:00.000Z',
      modules: someDetails.modules,
      error: null,
    });
  });

  it('comes by its event over the transport', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now });
    await house.transport.publish([createEvent(runFinished, run, { tenantId, subject: run.runId, clock })]);
    expect((await get(tenantId, run.runId)).status).toBe(200);
  });

  it('shows nothing of its modules once nobody opens them any more, whatever copy of them is there', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: '2026-02-01T08:00:00.000Z' });
    await ingest(run);
    house.vault.destroyedSalts.add('execution-details');
    try {
      const { status, body } = await get(tenantId, run.runId);
      expect({ status, body }).toMatchObject({ status: 200, body: { id: run.runId, modules: null, error: null } });
    } finally {
      house.vault.destroyedSalts.clear();
    }
  });

  it('does not exist for another organisation', async () => {
    const run = aRun(house, { tenantId: newOrganisationId(), finishedAt: now });
    await ingest(run);
    const stranger = newOrganisationId();
    expect(await get(stranger, run.runId)).toMatchObject({ status: 404, body: { code: 'LOG_STORE.RUN_NOT_FOUND' } });
    expect((await list(stranger)).items).toEqual([]);
  });

  it('is stored once, though its event comes twice, in one batch or in two', async () => {
    const tenantId = newOrganisationId();
    const event = received(aRun(house, { tenantId, finishedAt: now }));
    const consumer = logStore.app.get(RunFinishedConsumer, { strict: false });
    await consumer.ingest([event, event]);
    await consumer.ingest([event]);
    expect((await list(tenantId)).items).toHaveLength(1);
    expect(await database.asAdmin('select 1 from log_store.activity where tenant_id = $1', [tenantId])).toHaveLength(1);
  });

  it('lies in no table in clear', async () => {
    await ingest(aRun(house, { tenantId: newOrganisationId(), finishedAt: now }));
    const needles = ['canary-5d2e', Buffer.from('canary-5d2e').toString('hex'), 'gateway:CustomWebHook'].map(
      (needle) => `%${needle}%`,
    );
    for (const table of ['activity', 'execution_details', 'inbox']) {
      expect(
        await database.asAdmin(`select 1 from log_store.${table} t where t::text like any ($1)`, [needles]),
      ).toEqual([]);
    }
  });

  it('of a confidential scenario keeps its basic information only, also when a producer sent more', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now, confidential: true });
    await ingest(run);
    expect((await get(tenantId, run.runId)).body).toMatchObject({
      confidential: true,
      operations: 2,
      modules: null,
      error: null,
    });
    const [row] = await database.asAdmin(
      'select key_version, details_sealed from log_store.execution_details where run_id = $1',
      [run.runId],
    );
    expect(row).toEqual({ key_version: null, details_sealed: null });
  });

  it('opens from the blob store where its details were too large for the event', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now });
    const bytes = run.details && 'bytes' in run.details ? Buffer.from(run.details.bytes, 'base64') : Buffer.of();
    const blob = await logStore.app.get<BlobStore>(BLOB_STORE, { strict: false }).put(tenantId, bytes);
    await ingest({ ...run, details: { keyVersion: 1, blob } });
    expect((await get(tenantId, run.runId)).body).toMatchObject({ modules: someDetails.modules });
  });

  it('shows no details any more once the key of its organisation is destroyed', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now });
    await ingest(run);
    house.vault.destroy(tenantId);
    expect(await get(tenantId, run.runId)).toMatchObject({ status: 200, body: { modules: null } });
  });

  it('is 503 while vault is away, and not an empty run', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: now });
    await ingest(run);
    house.vault.isAway = true;
    try {
      expect((await get(tenantId, run.runId)).status).toBe(503);
    } finally {
      house.vault.isAway = false;
    }
  });
});

describe('the list of runs', () => {
  it('goes newest first, page by page without gap or repeat, also within one millisecond', async () => {
    const tenantId = newOrganisationId();
    const runs = Array.from({ length: 7 }, (_, index) =>
      aRun(house, { tenantId, finishedAt: new Date(clock.nowMs() - Math.floor(index / 3)).toISOString() }),
    );
    await ingest(...runs);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(tenantId, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const newestFirst = [...runs].sort((left, right) =>
      left.finishedAt === right.finishedAt
        ? left.runId < right.runId
          ? 1
          : -1
        : left.finishedAt < right.finishedAt
          ? 1
          : -1,
    );
    expect(seen).toEqual(newestFirst.map(({ runId }) => runId));
  });

  it('can be narrowed to a scenario and a status', async () => {
    const tenantId = newOrganisationId();
    const scenarioId = newId('scn');
    const failed = aRun(house, { tenantId, scenarioId, finishedAt: now, status: 'error', errorClass: 'DataError' });
    await ingest(
      failed,
      aRun(house, { tenantId, scenarioId, finishedAt: now }),
      aRun(house, { tenantId, finishedAt: now, status: 'error' }),
    );
    expect((await list(tenantId, `?scenarioId=${scenarioId}`)).items).toHaveLength(2);
    expect((await list(tenantId, '?status=error')).items).toHaveLength(2);
    expect((await list(tenantId, `?scenarioId=${scenarioId}&status=error`)).items).toMatchObject([
      { id: failed.runId, errorClass: 'DataError' },
    ]);
  });

  it.each(['?cursor=nonsense', '?limit=0', '?limit=201', '?status=lost'])('refuses %s with 400', async (query) => {
    expect((await list(newOrganisationId(), query)).status).toBe(400);
  });
});

describe('the log store’s API', () => {
  it('has a policy on every route', () => {
    assertEveryRouteHasPolicy(logStore.app);
    expect(listRoutes(logStore.app).map(({ method, path, policy }) => ({ method, path, policy }))).toEqual(
      expect.arrayContaining([
        { method: 'GET', path: '/v1/runs', policy: { kind: 'scope', scope: 'runs:read' } },
        { method: 'GET', path: '/v1/runs/:runId', policy: { kind: 'scope', scope: 'runs:read' } },
        {
          method: 'PUT',
          path: '/internal/v1/categories/:category/partitions',
          policy: { kind: 'internal', callers: ['retention'] },
        },
      ]),
    );
  });

  it('answers nobody without the scope', async () => {
    expect((await house.askAs(logStore, newOrganisationId(), '/v1/runs', ['hooks:read'])).status).toBe(403);
    expect((await house.ask(logStore, 'GET', '/v1/runs')).status).toBe(401);
  });
});
