import {
  activityListSchema,
  finishedRunListSchema,
  lifetimesChanged,
  notificationListSchema,
  notificationRaised,
} from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { addDays, utcDay } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { LifetimeSweepJob } from '../../src/lifetimes/lifetime-sweep.job.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, type RunFinished } from './run-fixture.ts';

const DAY_MS = 86_400_000;
const start = new Date('2026-03-28T12:00:00.000Z');
const clock = new ManualClock(start);
const house = testHouse([logStoreService], clock);
const { database } = house;
let logStore: RunningService;

beforeAll(async () => {
  // Before the first session is opened, and for this database alone: clocks there change in the night after the 28th.
  for (const role of ['ebb_log_store', 'ebb_log_store_worker'])
    await database.asAdmin(
      `do $$ begin execute format('alter role ${role} in database %I set timezone to ''Europe/Prague''', current_database()); end $$`,
    );
  logStore = await house.start(logStoreService);
});
beforeEach(() => clock.advance(start.getTime() - clock.nowMs()));

const ingest = (...runs: RunFinished[]): Promise<void> =>
  logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
const sweep = (): Promise<void> => logStore.app.get(LifetimeSweepJob, { strict: false }).sweep();
async function shorten(tenantId: string, scenarioId: string | null, days: Record<string, number>): Promise<void> {
  const data = { tenantId, scopes: [{ scenarioId, days }] };
  await house.transport.publish([createEvent(lifetimesChanged, data, { tenantId, clock })]);
}
async function visible(tenantId: string) {
  const runs = finishedRunListSchema.parse((await house.askAs(logStore, tenantId, '/v1/runs')).body).items;
  const stream = activityListSchema.parse((await house.askAs(logStore, tenantId, '/v1/activity')).body).items;
  return { runs: runs.map(({ id }) => id), activity: stream.map(({ runId }) => runId), expiresAt: runs[0]?.expiresAt };
}
const stored = async (table: string, tenantId: string): Promise<number> =>
  (await database.asAdmin(`select 1 from log_store.${table} where tenant_id = $1`, [tenantId])).length;
const ago = (ms: number): string => new Date(clock.nowMs() - ms).toISOString();

describe('a shortened lifetime', () => {
  it('hides from its very millisecond on what is stored already, of that organisation or scenario only, and tells when it is gone', async () => {
    const [tenantId, other] = [newOrganisationId(), newOrganisationId()];
    const scenarioId = newId('scn');
    const own = aRun(house, { tenantId, scenarioId, finishedAt: ago(2 * DAY_MS) });
    const wide = aRun(house, { tenantId, finishedAt: ago(5 * DAY_MS) });
    await ingest(own, wide, aRun(house, { tenantId: other, finishedAt: ago(5 * DAY_MS) }));
    await shorten(tenantId, null, { 'execution-details': 5, activity: 6 });
    expect(await visible(tenantId)).toMatchObject({ runs: [own.runId], activity: [own.runId, wide.runId] });
    expect((await house.askAs(logStore, tenantId, `/v1/runs/${wide.runId}`)).status).toBe(404);
    const body = { tenantId, runId: wide.runId };
    const path = '/internal/v1/kept-inputs/read';
    expect((await house.ask(logStore, 'POST', path, { as: 'executor', body })).status).toBe(404);
    await shorten(tenantId, scenarioId, { 'execution-details': 3 });
    expect((await visible(tenantId)).expiresAt).toBe(new Date(Date.parse(own.finishedAt) + 3 * DAY_MS).toISOString());
    clock.advance(DAY_MS - 1);
    expect((await visible(tenantId)).runs).toEqual([own.runId]);
    clock.advance(1);
    expect((await visible(tenantId)).runs).toEqual([]);
    expect((await visible(other)).runs).toHaveLength(1);
    await shorten(tenantId, scenarioId, {});
    expect(await stored('execution_details', other)).toBe(1);
  });

  it('removes rows, blobs and what they are found by, in batches, and nothing that is within it', async () => {
    const tenantId = newOrganisationId();
    const blobs = logStore.app.get<BlobStore>(BLOB_STORE, { strict: false });
    const blob = await blobs.put(tenantId, Buffer.from('sealed'));
    const searchIndexes = [Buffer.alloc(16, 7).toString('base64')];
    const past = aRun(house, {
      tenantId,
      finishedAt: ago(4 * DAY_MS),
      details: { keyVersion: 1, blob },
      searchIndexes,
    });
    const within = aRun(house, { tenantId, finishedAt: ago(4 * DAY_MS - 1), searchIndexes });
    await ingest(past, within);
    const many = Array.from({ length: 2_300 }, () => aRun(house, { tenantId, finishedAt: ago(6 * DAY_MS) }));
    await ingest(...many.map((run) => ({ ...run, details: undefined })));
    const raisedAt = ago(4 * DAY_MS);
    const note = { tenantId, notificationId: newId('ntf'), kind: 'RUN_FAILED', severity: 'error', raisedAt } as const;
    await house.transport.publish([createEvent(notificationRaised, note, { tenantId, clock })]);
    await shorten(tenantId, null, { 'execution-details': 4, activity: 4, notifications: 4 });
    const { body } = await house.askAs(logStore, tenantId, '/v1/notifications');
    expect(notificationListSchema.parse(body).items).toEqual([]);
    await sweep();
    expect(
      await Promise.all(['execution_details', 'activity', 'notification'].map((t) => stored(t, tenantId))),
    ).toEqual([1, 1, 0]);
    expect(await stored('search_key', tenantId)).toBe(1);
    expect((await visible(tenantId)).runs).toEqual([within.runId]);
    await expect(blobs.get(tenantId, blob)).rejects.toThrow();
  });

  it('counts days of 24 hours, also over the night in which clocks change, and by whatever zone a session has', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt: start.toISOString() });
    await ingest(run);
    await shorten(tenantId, null, { 'execution-details': 1 });
    clock.advance(DAY_MS - 1);
    expect((await visible(tenantId)).runs).toEqual([run.runId]);
    await sweep();
    expect(await stored('execution_details', tenantId)).toBe(1);
    clock.advance(1);
    expect((await visible(tenantId)).runs).toEqual([]);
    // An hour back, as a clock may be set: what is not over by it any more is not removed.
    clock.advance(-3_600_000);
    await sweep();
    expect(await stored('execution_details', tenantId)).toBe(1);
  });

  it('may be set by nobody but the executor’s event, and rows be removed by nobody who answers questions', async () => {
    for (const [role, change] of [
      ['ebb_log_store', 'delete from log_store.execution_details'],
      ['ebb_log_store', 'update log_store.lifetime set activity = 30'],
      ['ebb_log_store_writer', 'delete from log_store.activity'],
    ] as const)
      await expect(database.asAdmin(change, [], role)).rejects.toThrow(/permission denied/);
  });
});

describe('ingest', () => {
  it('goes on without an error while days are dropped and rows removed, each event once however often it comes', async () => {
    const tenantId = newOrganisationId();
    const day = addDays(utcDay(clock.nowMs()), -3);
    await shorten(tenantId, null, { activity: 1 });
    const dropping = { isOver: false };
    const batches: RunFinished[][] = [];
    const consumer = logStore.app.get(RunFinishedConsumer, { strict: false });
    const ingesting = (async () => {
      for (let batch = 0; !dropping.isOver || batch < 20; batch += 1) {
        const runs = [0, 1, 2].map((back) =>
          aRun(house, { tenantId, finishedAt: ago(back * DAY_MS), details: undefined }),
        );
        batches.push(runs);
        const events = runs.map(received);
        await consumer.ingest([...events, ...events]);
        await consumer.ingest(events);
      }
    })();
    for (let drop = 0; drop < 8; drop += 1) {
      // Days that are over, made again and dropped again, beside those that are written to.
      const create = [addDays('2025-06-01', drop), day];
      await house.ask(logStore, 'PUT', '/internal/v1/categories/execution-details/partitions', {
        as: 'retention',
        body: { create, dropBefore: '2025-01-01' },
      });
      const { status } = await house.ask(logStore, 'PUT', '/internal/v1/categories/execution-details/partitions', {
        as: 'retention',
        body: { create: [], dropBefore: '2025-12-01' },
      });
      expect(status).toBe(200);
      await sweep();
    }
    dropping.isOver = true;
    await ingesting;
    expect(await stored('execution_details', tenantId)).toBe(batches.flat().length);
    await sweep();
    expect(await stored('activity', tenantId)).toBe(batches.length);
  });
});
