import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveRun } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { HttpSink } from '../support/http-sink.ts';
import { executorHouse } from '../support/executor-house.ts';

/** Such as a picture: what becomes smaller than 256 KiB under seal goes with the event. */
const incompressible = (): string => randomBytes(200_000).toString('base64');

describe('a run', () => {
  const house = executorHouse();
  let executor: RunningService;
  let blobFolder: string;

  beforeAll(async () => {
    blobFolder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    executor = await house.start({ EBB_BLOB_DIR: blobFolder });
  });
  afterAll(() => rm(blobFolder, { recursive: true }));

  const stateOf = async (runId: string): Promise<string | undefined> => {
    const { status, body } = await house.ask(executor, 'GET', `/v1/runs/${runId}`);
    return status === 200 ? (body as LiveRun).state : undefined;
  };
  /** Of all files in the blob store. */
  const blobBytes = async (): Promise<number> => {
    const entries = await readdir(blobFolder, { recursive: true });
    const sizes = await Promise.all(
      entries.map((entry) =>
        stat(join(blobFolder, entry)).then(
          (found) => (found.isFile() ? found.size : 0),
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const runIdOf = (event: { readonly attributes: Readonly<Record<string, string>>; readonly data: Buffer }): string =>
    (JSON.parse(event.data.toString()) as { deliveryId: string }).deliveryId.replace('dlv_', 'run_');

  it('comes of a webhook, calls the service, and is announced once with its sealed details', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/orders`).build());
    await house.publish(house.delivery(scenarioId, { order: 'A-1' }));
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({
      status: 'success',
      trigger: 'webhook',
      operations: 2,
      confidential: false,
      scenarioVersion: 1,
    });
    expect(house.sink.callsOf('/orders')).toEqual([
      { path: '/orders', body: '{"order":"A-1"}', idempotencyKey: expect.stringMatching(/.{16}/) as string },
    ]);
    const { modules } = house.detailsOf(event);
    expect(modules.map(({ module }) => module)).toEqual(['gateway:CustomWebHook', 'http:ActionSendData']);
    expect(modules[0]?.bundles).toEqual([{ order: 'A-1' }]);
    expect(await stateOf(event.runId)).toBe('finished');
  });

  it('happens once for an event that is delivered twice', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/twice`).build());
    const event = house.delivery(scenarioId, { order: 'A-2' });
    await house.publish(event);
    await house.publish(event, event);
    await house.waitForFinished(scenarioId);
    await house.publish(event);
    const other = house.delivery(scenarioId, { order: 'A-3' });
    await house.publish(other);
    await waitFor(() => house.finishedOf(scenarioId).length === 2);
    expect(house.sink.callsOf('/twice').map(({ body }) => body)).toEqual(['{"order":"A-2"}', '{"order":"A-3"}']);
  });

  it('works through a batch larger than its concurrency', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/many`).build());
    const events = Array.from({ length: 500 }, (_, index) => house.delivery(scenarioId, { order: index }));
    await house.publish(...events);
    await waitFor(() => house.finishedOf(scenarioId).length === events.length, { what: 'all runs', timeoutMs: 20_000 });
    expect(new Set(house.finishedOf(scenarioId).map(({ runId }) => runId)).size).toBe(events.length);
    expect(house.sink.callsOf('/many')).toHaveLength(events.length);
  });

  it('is started by hand with a bundle in place of the trigger', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/by-hand`).build());
    const { status, body } = await house.ask(executor, 'POST', `/v1/scenarios/${scenarioId}/runs`, {
      bundle: { order: 'H' },
    });
    expect(status).toBe(202);
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ runId: (body as { runId: string }).runId, trigger: 'manual', status: 'success' });
    expect(house.sink.callsOf('/by-hand').map((call) => call.body)).toEqual(['{"order":"H"}']);
  });

  it('keeps an answer too large for its journal in the blob store until it has ended', async () => {
    house.sink.answer('/large', JSON.stringify({ text: 'x'.repeat(2 * 1_048_576) }));
    house.sink.hold('/after-large');
    const { scenarioId } = await house.import(
      executor,
      aBlueprint()
        .withCall(`${house.sink.url}/large`)
        .withCall(`${house.sink.url}/after-large`, '{{length(2.data.text)}}')
        .build(),
    );
    await house.publish(house.delivery(scenarioId, { order: 'large' }));
    await waitFor(() => house.sink.callsOf('/after-large').length === 1);
    expect(house.sink.callsOf('/after-large')[0]?.body).toBe(String(2 * 1_048_576));
    expect(await blobBytes()).toBeGreaterThan(2 * 1_048_576);
    house.sink.release('/after-large');
    const event = await house.waitForFinished(scenarioId);
    expect(house.detailsOf(event).modules[1]?.bundles).toEqual([{ $spilled: expect.any(Number) as number }]);
    await waitFor(async () => (await blobBytes()) < 1_048_576, { what: 'the blob to be deleted' });
  });

  it('hands details too large for an event over to the log store with its end', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/apart`).build());
    await house.publish(house.delivery(scenarioId, { order: incompressible(), more: incompressible() }));
    const { runId, details } = await house.waitForFinished(scenarioId);
    expect(details).toEqual({ keyVersion: 1, blob: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    // Nothing of it is the run's any more, so the sweep leaves it alone.
    expect(await house.database.asAdmin('select 1 from executor.run_blob where run_id = $1', [runId])).toEqual([]);
  });

  it('answers the sender through the gateway replica that keeps him waiting', async () => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().withResponse(201, 'Thanks for {{1.order}}').build(),
    );
    const event = house.delivery(scenarioId, { order: 'R' }, house.gateway.url);
    await house.publish(event);
    await house.waitForFinished(scenarioId);
    const response = house.gateway.responses.get(runIdOf(event).replace('run_', 'dlv_'));
    expect(response?.status).toBe(201);
    expect(Buffer.from(response?.body ?? '', 'base64').toString()).toBe('Thanks for R');
  });

  it('does not keep a sender waiting for an answer that will not come', async () => {
    const blueprint = aBlueprint().with('json:ParseJSON', 1, { json: '{' }).withResponse(201, 'Thanks').build();
    const { scenarioId } = await house.import(executor, blueprint);
    const event = house.delivery(scenarioId, { order: 'F' }, house.gateway.url);
    await house.publish(event);
    expect((await house.waitForFinished(scenarioId)).status).toBe('error');
    const response = house.gateway.responses.get(runIdOf(event).replace('run_', 'dlv_'));
    expect(response?.status).toBe(200);
    expect(Buffer.from(response?.body ?? '', 'base64').toString()).toBe('Accepted');
  });

  it('of a confidential scenario leaves no bundle anywhere', async () => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().confidential().withCall(`${house.sink.url}/secret`).build(),
    );
    await house.publish(house.delivery(scenarioId, { order: 'S' }));
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ confidential: true, status: 'success' });
    expect(event.details).toBeUndefined();
  });

  it('ends with an error, and its class in the open, where the scenario fails', async () => {
    const closed = new HttpSink();
    await closed.start();
    const { url } = closed;
    await closed.stop();
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(url).build());
    await house.publish(house.delivery(scenarioId, { order: 'E' }));
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'error', errorClass: 'ConnectionError', errorModuleId: 2 });
  });

  it('is listed while it is not finished, for its organisation only', async () => {
    house.sink.hold('/slow');
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/slow`).build());
    const event = house.delivery(scenarioId, { order: 'L' });
    await house.publish(event);
    await waitFor(() => house.sink.callsOf('/slow').length === 1);
    const path = `/v1/runs?state=unfinished&scenarioId=${scenarioId}`;
    const own = await house.ask(executor, 'GET', path);
    expect(own.body).toMatchObject({ items: [{ id: runIdOf(event), state: 'running', scenarioId }], nextCursor: null });
    const stranger = 'org_0193f5a0c0de7000800000000000a0ff';
    expect((await house.askAs(stranger, executor, { method: 'GET', path })).body).toMatchObject({ items: [] });
    expect((await house.askAs(stranger, executor, { method: 'GET', path: `/v1/runs/${runIdOf(event)}` })).status).toBe(
      404,
    );
    const start = { method: 'POST', path: `/v1/scenarios/${scenarioId}/runs`, body: {} };
    expect((await house.askAs(stranger, executor, start)).status).toBe(404);
    house.sink.release('/slow');
    await house.waitForFinished(scenarioId);
  });

  it('is not found under what is no id', async () => {
    expect((await house.ask(executor, 'GET', '/v1/runs/%00')).status).toBe(404);
    expect((await house.ask(executor, 'GET', '/v1/runs?cursor=%00')).status).toBe(400);
  });
});
