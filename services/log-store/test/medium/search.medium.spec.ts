import { finishedRunListSchema, runsErased, type SearchFinishedRuns } from '@ebbflow/contracts';
import { blindIndex, TenantKey } from '@ebbflow/crypto';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, ScenarioPlacesFake, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, type RunFinished } from './run-fixture.ts';

const DAY_MS = 86_400_000;
const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([logStoreService], clock);
const places = new ScenarioPlacesFake();
const tenantId = newOrganisationId();
const scenarioId = newId('scn');
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService, { EBB_URL_EXECUTOR: await places.start() });
});
afterAll(() => places.stop());

const ingest = (...runs: RunFinished[]): Promise<void> =>
  logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
const ago = (ms: number): string => new Date(clock.nowMs() - ms).toISOString();
function indexOf(name: string, value: string, of = { tenantId, scenarioId }): string {
  const key = new TenantKey(of.tenantId, 1, house.vault.keyOf(of.tenantId));
  return blindIndex(key, { scenarioId: of.scenarioId, name }, value).toString('base64');
}
const asks = (organisationId: string, body: Partial<SearchFinishedRuns>, teams?: string[]) =>
  house.ask(logStore, 'POST', '/v1/runs/search', {
    as: 'console',
    principal: {
      ...{ organisationId, userId: newId('usr'), kind: 'user', scopes: teams ? ['me:read'] : ['*'] },
      ...(teams && { teams: [{ teamIds: teams, scopes: ['runs:read'] }] }),
    },
    body,
  });
async function found(body: Partial<SearchFinishedRuns>, teams?: string[]): Promise<string[]> {
  const { status, body: answer } = await asks(tenantId, body, teams);
  return status === 200 ? finishedRunListSchema.parse(answer).items.map(({ id }) => id) : [String(status)];
}

describe('runs', () => {
  it('are found by time, duration, error and the values their people chose, all at once', async () => {
    const anna = [indexOf('email', 'anna@example.com'), indexOf('city', 'Brno')];
    const slow = aRun(house, {
      ...{
        tenantId,
        scenarioId,
        finishedAt: ago(1_000),
        startedAt: ago(6_000),
        status: 'error',
        errorClass: 'DataError',
      },
      searchIndexes: anna,
    });
    const quick = aRun(house, { tenantId, scenarioId, finishedAt: ago(DAY_MS), searchIndexes: anna.slice(0, 1) });
    const secret = aRun(house, { tenantId, scenarioId, finishedAt: ago(5), confidential: true, searchIndexes: anna });
    await ingest(slow, quick, secret, aRun(house, { tenantId, finishedAt: ago(2_000) }));
    const keys = { email: ' ANNA@example.com' };
    expect(await found({ scenarioId, keys })).toEqual([slow.runId, quick.runId]);
    expect(await found({ scenarioId, keys: { ...keys, city: 'brno' } })).toEqual([slow.runId]);
    expect(await found({ scenarioId, keys: { city: 'Praha' } })).toEqual([]);
    expect(await found({ scenarioId, keys: { name: 'anna@example.com' } })).toEqual([]);
    expect(await found({ scenarioId, keys, limit: 1 })).toEqual([slow.runId]);
    expect(await found({ scenarioId, keys, to: ago(60_000) })).toEqual([quick.runId]);
    expect(await found({ scenarioId, minDurationMs: 5_000 })).toEqual([slow.runId]);
    expect(await found({ scenarioId, maxDurationMs: 4_999 })).toEqual([secret.runId, quick.runId]);
    expect(await found({ errorClass: 'DataError', from: ago(1_000) })).toEqual([slow.runId]);
    const query = `/v1/runs?minDurationMs=5000&errorClass=DataError&from=${ago(1_000)}`;
    const { body } = await house.askAs(logStore, tenantId, query);
    expect(finishedRunListSchema.parse(body).items.map(({ id }) => id)).toEqual([slow.runId]);
    expect(await found({ keys })).toEqual(['400']);
    for (const query of ['minDurationMs=x', 'minDurationMs=-1', 'from=yesterday', 'maxDurationMs=1e99'])
      expect((await house.askAs(logStore, tenantId, `/v1/runs?${query}`)).status).toBe(400);
  });

  it('are found by nobody who may not see them, and by no other organisation that has the same value', async () => {
    const email = 'shared@example.com';
    const own = aRun(house, { tenantId, scenarioId, finishedAt: ago(1), searchIndexes: [indexOf('email', email)] });
    await ingest(own);
    const [team, stranger] = [newId('tea'), newOrganisationId()];
    places.teamOf.set(scenarioId, team);
    expect(await found({ scenarioId, keys: { email } }, [team])).toEqual([own.runId]);
    expect(await found({ scenarioId, keys: { email } }, [newId('tea')])).toEqual([]);
    expect((await asks(stranger, { scenarioId, keys: { email } })).body).toEqual({ items: [], nextCursor: null });
    expect(indexOf('email', email, { tenantId: stranger, scenarioId })).not.toBe(indexOf('email', email));
  });

  it('are found no more by what must be forgotten, with the run that had it or with the organisation’s key', async () => {
    const email = 'gone@example.com';
    const run = aRun(house, { tenantId, scenarioId, finishedAt: ago(2), searchIndexes: [indexOf('email', email)] });
    await ingest(run);
    const data = { tenantId, scenarioId, runIds: [run.runId], deliveryIds: [] };
    await house.transport.publish([createEvent(runsErased, data, { tenantId, clock })]);
    expect(await found({ scenarioId, keys: { email } })).toEqual([]);
    const other = newOrganisationId();
    const indexes = [indexOf('email', email, { tenantId: other, scenarioId })];
    await ingest(aRun(house, { tenantId: other, scenarioId, finishedAt: ago(2), searchIndexes: indexes }));
    house.vault.destroy(other);
    expect((await asks(other, { scenarioId, keys: { email } })).body).toEqual({ items: [], nextCursor: null });
  });
});
