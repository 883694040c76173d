import { keptInputSchema, selectedRunsSchema } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received, type RunFinished } from './run-fixture.ts';

const start = new Date('2026-03-10T12:00:00.000Z');
const clock = new ManualClock(start);
const house = testHouse([logStoreService], clock);
const finishedAt = start.toISOString();
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService);
});
beforeEach(() => clock.advance(start.getTime() - clock.nowMs()));

function ingest(...runs: RunFinished[]): Promise<void> {
  return logStore.app.get(RunFinishedConsumer, { strict: false }).ingest(runs.map(received));
}
const read = (tenantId: string, runId: string) =>
  house.ask(logStore, 'POST', '/internal/v1/kept-inputs/read', { as: 'executor', body: { tenantId, runId } });

describe('what started a run', () => {
  it('is handed back as sealed as it came, with whose it was', async () => {
    const tenantId = newOrganisationId();
    const input = { keyVersion: 3, bytes: Buffer.from('sealed').toString('base64') };
    const run = aRun(house, { tenantId, finishedAt, deliveryId: newId('dlv'), input });
    await ingest(run);
    const { status, body } = await read(tenantId, run.runId);
    expect(status).toBe(200);
    expect(keptInputSchema.parse(body)).toEqual({
      runId: run.runId,
      scenarioId: run.scenarioId,
      scenarioVersion: 1,
      trigger: 'webhook',
      deliveryId: run.deliveryId,
      inputRunId: run.runId,
      input,
    });
  });

  it('is a reference where the run took from a queue, and a blob of the gateway where it was large', async () => {
    const tenantId = newOrganisationId();
    const drained = aRun(house, { tenantId, finishedAt, trigger: 'schedule', hookId: newId('hok') });
    const large = aRun(house, { tenantId, finishedAt, input: { keyVersion: 1, blob: 'blob' } });
    await ingest(drained, large);
    const queue = keptInputSchema.parse((await read(tenantId, drained.runId)).body);
    expect(queue).toMatchObject({ hookId: drained.hookId, inputRunId: drained.runId });
    expect(queue.input).toBeUndefined();
    expect((await read(tenantId, large.runId)).body).toMatchObject({ input: { keyVersion: 1, blob: 'blob' } });
  });

  it('is not kept of a confidential run, also when a producer sent it', async () => {
    const tenantId = newOrganisationId();
    const run = aRun(house, { tenantId, finishedAt, confidential: true, input: { keyVersion: 1, bytes: 'AAAA' } });
    await ingest(run);
    expect(await read(tenantId, run.runId)).toMatchObject({
      status: 409,
      body: { code: 'LOG_STORE.RUN_CONFIDENTIAL' },
    });
    expect(
      await house.database.asAdmin(
        'select 1 from log_store.execution_details where run_id = $1 and input_sealed is not null',
        [run.runId],
      ),
    ).toEqual([]);
  });

  it('is gone for a run stored without, unknown for a stranger, and for everybody once the run is past its lifetime', async () => {
    const tenantId = newOrganisationId();
    const { inputRunId, ...old } = aRun(house, { tenantId, finishedAt });
    expect(inputRunId).toBeDefined();
    const run = aRun(house, { tenantId, finishedAt });
    await ingest(old, run);
    expect(await read(tenantId, old.runId)).toMatchObject({ status: 410, body: { code: 'LOG_STORE.INPUT_GONE' } });
    expect((await read(newOrganisationId(), run.runId)).status).toBe(404);
    expect((await read(tenantId, 'run_%')).status).toBe(404);
    clock.advance(retentionPolicy().ttl('execution-details').milliseconds);
    expect((await read(tenantId, run.runId)).status).toBe(404);
  });

  it('is for the executor alone', async () => {
    const body = { tenantId: newOrganisationId(), runId: newId('run') };
    const path = '/internal/v1/kept-inputs/read';
    expect((await house.ask(logStore, 'POST', path, { as: 'console', body })).status).toBe(403);
  });
});

describe('runs a filter names', () => {
  it('come oldest first and page by page, each once, within the span asked for', async () => {
    const tenantId = newOrganisationId();
    const scenarioId = newId('scn');
    const runs = [5, 4, 4, 2, 1].map((ago) =>
      aRun(house, {
        tenantId,
        scenarioId,
        status: 'error',
        finishedAt: new Date(clock.nowMs() - ago * 1_000).toISOString(),
      }),
    );
    await ingest(
      ...runs,
      aRun(house, { tenantId, finishedAt, status: 'error' }),
      aRun(house, { tenantId, scenarioId, finishedAt }),
    );
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await house.ask(logStore, 'POST', '/internal/v1/kept-inputs/select', {
        as: 'executor',
        body: { tenantId, scenarioId, status: 'error', to: finishedAt, limit: 2, ...(cursor ? { cursor } : {}) },
      });
      const page = selectedRunsSchema.parse(body);
      seen.push(...page.runIds);
      cursor = page.nextCursor;
    }
    expect(new Set(seen)).toEqual(new Set(runs.map(({ runId }) => runId)));
    expect([seen[0], seen.at(-1), seen.length]).toEqual([runs[0]?.runId, runs[4]?.runId, 5]);
  });
});
