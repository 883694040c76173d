import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileBlobStore, newBlobId } from '@ebbflow/persistence';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../src/runs/sql');

describe('a finished run', () => {
  const house = executorHouse();
  let executor: RunningService;
  let blobFolder: string;

  beforeAll(async () => {
    blobFolder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    executor = await house.start({ EBB_BLOB_DIR: blobFolder, EBB_EXECUTOR_SWEEP: '50ms' });
  });
  afterAll(() => rm(blobFolder, { recursive: true }));

  const rowOf = async (runId: string): Promise<Record<string, unknown> | undefined> =>
    (await house.database.asAdmin<Record<string, unknown>>('select * from executor.run where id = $1', [runId]))[0];
  const aFinishedRun = async (): Promise<string> => {
    const path = `/${newId('run')}`;
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}${path}`).build());
    await house.publish(house.delivery(scenarioId, { order: 'F' }));
    return (await house.waitForFinished(scenarioId)).runId;
  };
  const blobsThere = async (): Promise<string[]> =>
    (await readdir(blobFolder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it('cannot be changed by anybody, not even by the owner of the table', async () => {
    const runId = await aFinishedRun();
    for (const change of [
      `state = 'queued', due_at = now(), status = null`,
      `status = 'error'`,
      `operations = 0`,
      `cancel_requested_at = now()`,
      `finished_at = now()`,
      `lease_token = 99`,
    ]) {
      await expect(house.database.asAdmin(`update executor.run set ${change} where id = $1`, [runId])).rejects.toThrow(
        /cannot change while it is finished/,
      );
    }
  });

  it('is left alone by every statement of the queue that writes runs', () => {
    const writing = readdirSync(SQL_FOLDER)
      .map((file) => ({ file, text: readFileSync(join(SQL_FOLDER, file), 'utf8') }))
      .filter(({ text }) => /update executor\.run\b/.test(text));
    expect(writing.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['claim-runs.sql.ts', 'finish-runs.sql.ts']),
    );
    for (const { file, text } of writing) {
      // Each names the state it leaves, or a due instant, which a finished run has none of.
      expect({ file, isGuarded: /state = 'running'|due_at <= now\(\)|due_at is not null/.test(text) }).toEqual({
        file,
        isGuarded: true,
      });
    }
  });

  it('goes when it is old enough, a younger one and one that is not finished stay', async () => {
    const young = await aFinishedRun();
    const { scenarioId } = await house.import(executor, aBlueprint().withSleep(300).build());
    const [old, waiting] = [newId('run'), newId('run')];
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, status, finished_at, due_at) values
        ($1, $2, $4, 1, 'manual', 'finished', 'success', now() - interval '3 days 1 minute', null),
        ($1, $3, $4, 1, 'manual', 'waiting', null, now() - interval '30 days', now() + interval '1 day')`,
      [house.tenantId, old, waiting, scenarioId],
    );
    await waitFor(async () => (await rowOf(old)) === undefined, { what: 'the old run to go' });
    expect(await rowOf(young)).toBeDefined();
    expect(await rowOf(waiting)).toBeDefined();
  });

  it('cannot be removed before it is finished', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withSleep(300).build());
    const { body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, {});
    const { runId } = body as { runId: string };
    await expect(house.database.asAdmin('delete from executor.run where id = $1', [runId])).rejects.toThrow(
      /cannot be removed/,
    );
    await house.ask(executor, 'POST', `/v1/runs/${runId}/cancel`);
    await house.waitForFinished(scenarioId);
  });

  it('leaves no large bundle behind, also where its process died before it could remove it', async () => {
    const dead = newId('run');
    const blobId = newBlobId();
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, status, finished_at)
        values ($1, $2, $3, 1, 'manual', 'finished', 'success', now() - interval '2 minutes')`,
      [house.tenantId, dead, scenarioId],
    );
    const blobs = new FileBlobStore(blobFolder);
    await blobs.put(house.tenantId, Buffer.from('left behind'), blobId);
    const ofNobody = await blobs.put(house.tenantId, Buffer.from('of somebody else'));
    await house.database.asAdmin('insert into executor.run_blob (tenant_id, run_id, blob_id) values ($1, $2, $3)', [
      house.tenantId,
      dead,
      blobId,
    ]);
    await waitFor(async () => !(await blobsThere()).includes(blobId), { what: 'the blob to go' });
    await waitFor(async () => (await house.database.asAdmin('select 1 from executor.run_blob')).length === 0);
    expect(await blobsThere()).toContain(ofNobody);
  });
});
