import type { runsErased } from '@ebbflow/contracts';
import { newId, newUuid, systemClock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import type { z } from 'zod';
import { RunsErasedConsumer } from '../../src/erasure/runs-erased.consumer.ts';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, type RunFinished } from './run-fixture.ts';

const house = testHouse([logStoreService]);
const finishedAt = systemClock.now().toISOString();
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService);
});

function ingest(...runs: RunFinished[]): Promise<void> {
  return logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
}
function erase(data: z.infer<typeof runsErased.schema>): Promise<void> {
  const { tenantId, scenarioId } = data;
  const event = { id: newUuid(), tenantId, time: systemClock.now(), subject: scenarioId, key: scenarioId, data };
  return logStore.app.get(RunsErasedConsumer, { strict: false }).erase([event]);
}
async function contentOf(runId: string) {
  const [row] = await house.database.asAdmin<Record<string, unknown>>(
    `select details_sealed, details_blob, input_sealed, input_blob, status from log_store.execution_details where run_id = $1`,
    [runId],
  );
  return row;
}

describe('runs that are to be forgotten before their time', () => {
  it('lose what went through them and keep that they happened, whether named or known by their delivery', async () => {
    const tenantId = newOrganisationId();
    const blobs = logStore.app.get<BlobStore>(BLOB_STORE, { strict: false });
    const blob = await blobs.put(tenantId, Buffer.from('sealed'));
    const input = { keyVersion: 1, bytes: Buffer.from('sealed').toString('base64') };
    const deliveryId = newId<string>('dlv');
    const named = aRun(house, { tenantId, finishedAt, input, details: { keyVersion: 1, blob } });
    const replayed = aRun(house, { tenantId, finishedAt, input, deliveryId });
    const other = aRun(house, { tenantId, finishedAt, input });
    await ingest(named, replayed, other);
    const data = { tenantId, scenarioId: newId<string>('scn'), runIds: [named.runId], deliveryIds: [deliveryId] };
    await erase(data);
    await erase(data);
    const nothing = {
      details_sealed: null,
      details_blob: null,
      input_sealed: null,
      input_blob: null,
      status: 'success',
    };
    expect(await contentOf(named.runId)).toEqual(nothing);
    expect(await contentOf(replayed.runId)).toEqual(nothing);
    expect(await contentOf(other.runId)).toMatchObject({ details_sealed: expect.any(Buffer) as unknown });
    await expect(blobs.get(tenantId, blob)).rejects.toThrow();
    const shown = await house.askAs(logStore, tenantId, `/v1/runs/${named.runId}`);
    expect([shown.status, JSON.stringify(shown.body).includes('canary-5d2e')]).toEqual([200, false]);
  });

  it('are all of a version of a scenario, where that worked with something that is gone, and of no other version or scenario', async () => {
    const tenantId = newOrganisationId();
    const scenarioId = newId<string>('scn');
    const meant = aRun(house, { tenantId, finishedAt, scenarioId, scenarioVersion: 2 });
    const before = aRun(house, { tenantId, finishedAt, scenarioId, scenarioVersion: 1 });
    const other = aRun(house, { tenantId, finishedAt, scenarioVersion: 2 });
    await ingest(meant, before, other);
    await erase({ tenantId, scenarioId, runIds: [], deliveryIds: [], scenarioVersions: [2] });
    expect(await contentOf(meant.runId)).toMatchObject({ details_sealed: null, status: 'success' });
    for (const { runId } of [before, other]) {
      expect(await contentOf(runId)).toMatchObject({ details_sealed: expect.any(Buffer) as unknown });
    }
  });

  it.each(['called by it', 'repeating it'])('take along what came out of them at any remove: %s', async (how) => {
    const tenantId = newOrganisationId();
    const input = { keyVersion: 1, bytes: Buffer.from('sealed').toString('base64') };
    const outOf = (runId: string): Partial<RunFinished> =>
      how === 'called by it' ? { outOfRunId: runId } : { inputRunId: runId };
    const first = aRun(house, { tenantId, finishedAt });
    const second = aRun(house, { tenantId, finishedAt, input, ...outOf(first.runId) });
    const third = aRun(house, { tenantId, finishedAt, input, ...outOf(second.runId) });
    const other = aRun(house, { tenantId, finishedAt, input, ...outOf(newId<string>('run')) });
    const foreign = aRun(house, { tenantId: newOrganisationId(), finishedAt, ...outOf(first.runId) });
    await ingest(first, second, third, other, foreign);
    await erase({ tenantId, scenarioId: first.scenarioId, runIds: [], deliveryIds: [], scenarioVersions: [1] });
    for (const { runId } of [first, second, third]) {
      expect(await contentOf(runId)).toMatchObject({ details_sealed: null, input_sealed: null, status: 'success' });
    }
    for (const { runId } of [other, foreign]) {
      expect(await contentOf(runId)).toMatchObject({ details_sealed: expect.any(Buffer) as unknown });
    }
  });

  it('take along what came out of a confidential run that came out of them', async () => {
    const tenantId = newOrganisationId();
    const first = aRun(house, { tenantId, finishedAt });
    const between = aRun(house, { tenantId, finishedAt, confidential: true, outOfRunId: first.runId });
    const last = aRun(house, { tenantId, finishedAt, outOfRunId: between.runId });
    await ingest(first, between, last);
    await erase({ tenantId, scenarioId: first.scenarioId, runIds: [first.runId], deliveryIds: [] });
    expect(await contentOf(last.runId)).toMatchObject({ details_sealed: null, status: 'success' });
  });

  it('are those of the organisation alone, and nobody may change what a run did', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt });
    await ingest(run);
    await erase({ tenantId: newOrganisationId(), scenarioId: run.scenarioId, runIds: [run.runId], deliveryIds: [] });
    expect(await contentOf(run.runId)).toMatchObject({ details_sealed: expect.any(Buffer) as unknown });
    const change = `update log_store.execution_details set status = 'error'`;
    await expect(house.database.asAdmin(change, [], 'ebb_log_store_worker')).rejects.toThrow(/permission denied/);
  });
});
