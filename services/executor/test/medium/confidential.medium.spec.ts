import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hookReceived } from '@ebbflow/contracts';
import { systemClock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { FileBlobStore } from '@ebbflow/persistence';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint, type BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const CANARY = 'canary-5f1d';

/** A sealed canary cannot be found by its letters, so the rows and files themselves must be gone. */
describe('what a confidential run leaves behind', () => {
  const house = executorHouse();
  let executor: RunningService;
  let blobFolder: string;

  beforeAll(async () => {
    blobFolder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    executor = await house.start({ EBB_BLOB_DIR: blobFolder, EBB_EXECUTOR_SLEEP_INLINE: '10ms' });
  });
  afterAll(() => rm(blobFolder, { recursive: true }));

  const files = async (): Promise<string[]> =>
    (await readdir(blobFolder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  /** Every column of every table of the executor that holds bytes or text, with what of it mentions the run. */
  const tablesWith = async (runId: string): Promise<string[]> => {
    const tables = await house.database.asAdmin<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'executor' and column_name like '%\\_sealed'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await house.database.asAdmin<{ count: number }>(
        `select count(*)::integer as count from executor.${name} as t
         where to_jsonb(t)::text like '%' || $1 || '%' and exists (
           select from jsonb_each(to_jsonb(t)) as field (key, value) where key like '%\\_sealed' and value <> 'null'::jsonb)`,
        [runId],
      );
      if ((row?.count ?? 0) > 0) found.push(name);
    }
    return found;
  };
  const expectNothingOf = async (runId: string): Promise<void> => {
    expect(await tablesWith(runId)).toEqual([]);
    await waitFor(async () => (await files()).length === 0, { what: 'all blobs to go' });
    expect(await house.database.asAdmin('select 1 from executor.run_blob')).toEqual([]);
    const everything = await house.database.asAdmin<{ text: string }>(
      `select query_to_xml('select * from executor.' || quote_ident(table_name), true, false, '')::text as text
       from information_schema.tables where table_schema = 'executor' and table_type = 'BASE TABLE' and table_name <> 'scenario_version'`,
    );
    for (const { text } of everything) expect(text).not.toContain(CANARY);
  };

  /** As the gateway hands over the requests of a confidential hook: the event names the blob. */
  const deliveryByBlob = async (scenarioId: string): Promise<OutboxEvent> => {
    const inline = hookReceived.schema.parse(JSON.parse(house.delivery(scenarioId, { order: CANARY }).data.toString()));
    if (!('bytes' in inline.sealed)) throw new Error('The builder hands over inline.');
    const bytes = Buffer.from(inline.sealed.bytes, 'base64');
    const blob = await new FileBlobStore(blobFolder).put(house.tenantId, bytes);
    const data = { ...inline, sealed: { keyVersion: inline.sealed.keyVersion, blob } };
    return createEvent(hookReceived, data, { tenantId: house.tenantId, clock: systemClock });
  };
  const flow = (): BlueprintBuilder => aBlueprint().withCall(`${house.sink.url}/large`).withSleep(1).confidential();

  it('is nothing but basic information after success, with journal, spilled bundles and a body in the blob store', async () => {
    house.sink.answer('/large', JSON.stringify({ filler: CANARY.repeat(150_000) }));
    const { scenarioId } = await house.import(executor, flow().build());
    await house.publish(await deliveryByBlob(scenarioId));
    // In the middle of it there is something to leave behind.
    await waitFor(async () => (await house.database.asAdmin('select 1 from executor.run_journal')).length > 0);
    expect((await files()).length).toBeGreaterThanOrEqual(2);
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'success', confidential: true });
    expect(event.details).toBeUndefined();
    expect(event.input).toBeUndefined();
    expect(JSON.stringify(event)).not.toContain(CANARY);
    await expectNothingOf(event.runId);
  });

  it('is the same after an error', async () => {
    house.sink.answer('/large', JSON.stringify({ filler: CANARY.repeat(150_000) }));
    const blueprint = flow().withCall('http://127.0.0.1:1/').build();
    const { scenarioId } = await house.import(executor, blueprint);
    await house.publish(await deliveryByBlob(scenarioId));
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'error', confidential: true });
    expect(event.details).toBeUndefined();
    await expectNothingOf(event.runId);
  });

  it('is the same when it was cancelled', async () => {
    house.sink.hold('/held');
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().withCall(`${house.sink.url}/held`).confidential().build(),
    );
    await house.publish(await deliveryByBlob(scenarioId));
    await waitFor(() => house.sink.callsOf('/held').length === 1);
    await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs/cancel`);
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ errorClass: 'ExecutionInterruptedError', confidential: true });
    house.sink.release('/held');
    await expectNothingOf(event.runId);
  });

  it('a run that is not confidential keeps the body of its delivery, which is the gateway’s', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/open`).build());
    const delivery = await deliveryByBlob(scenarioId);
    const body = await files();
    await house.publish(delivery);
    const event = await house.waitForFinished(scenarioId);
    expect(event.details).toBeDefined();
    expect(await files()).toEqual(expect.arrayContaining(body));
    expect(body).toHaveLength(1);
    for (const file of await files()) expect(await readFile(file, 'latin1')).not.toContain(CANARY);
  });
});
