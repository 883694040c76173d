import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncompleteExecution, IncompleteList } from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const PATH = '/v1/incomplete-executions';
/** Larger than what stands in a bundle (8 MiB). */
const film = randomBytes(9 * 1_048_576);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a file that an incomplete execution names', () => {
  const house = executorHouse();
  let executor: RunningService;
  let blobFolder: string;
  let outside: Server;
  let url: string;
  let isDown = true;
  const uploads: { path: string; hash: string }[] = [];

  beforeAll(async () => {
    blobFolder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    outside = createServer((request, response) => {
      if (request.method === 'GET') return void response.end(film);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (isDown) return void request.socket.destroy();
        uploads.push({ path: request.url ?? '', hash: hashOf(Buffer.concat(chunks)) });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((outside.address() as AddressInfo).port)}`;
    executor = await house.start({
      EBB_BLOB_DIR: blobFolder,
      EBB_EGRESS_ALLOW: '127.0.0.0/8',
      EBB_EXECUTOR_RETRY_POLL: '20ms',
      EBB_EXECUTOR_SWEEP: '20ms',
    });
  });

  beforeEach(() => {
    isDown = true;
  });

  afterAll(async () => {
    outside.closeAllConnections();
    await new Promise((resolve) => outside.close(resolve));
    await rm(blobFolder, { recursive: true });
  });

  const blobCount = async (): Promise<number> =>
    (await readdir(blobFolder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
  const open = async (scenarioId: string): Promise<readonly IncompleteExecution[]> =>
    ((await house.ask(executor, 'GET', `${PATH}?scenarioId=${scenarioId}`)).body as IncompleteList).items;
  /** Nothing is left to the run any more: what it stored is deleted by now, or belongs to somebody else. */
  const runsAreTidy = (): Promise<boolean> =>
    waitFor(async () => (await house.database.asAdmin('select 1 from executor.run_blob', [])).length === 0);
  const isResolved = (id: string): Promise<boolean> =>
    waitFor(
      async () =>
        ((await house.ask(executor, 'GET', `${PATH}/${id}`)).body as IncompleteExecution).state === 'resolved',
    );

  /** Downloads the film once and fails to upload it, once for each of these. */
  const failing = async (path: string, times: number, settings: JsonObject = {}): Promise<string> => {
    const blueprint = aBlueprint()
      .settings({ dlq: true, ...settings })
      .with('http:ActionGetFile', 3, { url: `${url}/film`, method: 'get' })
      .with('builtin:BasicFeeder', 1, { array: '{{1.parts}}' })
      .with('http:ActionSendData', 3, { url: `${url}${path}`, method: 'post', bodyType: 'raw', data: '{{2.data}}' })
      .build();
    const { scenarioId } = await house.import(executor, blueprint);
    await house.publish(house.delivery(scenarioId, { parts: Array.from({ length: times }, (_, part) => part) }));
    await house.waitForFinished(scenarioId);
    await runsAreTidy();
    return scenarioId;
  };

  it('is still there for the retry, after its run has ended, and goes once that succeeds', async () => {
    const [one] = await open(await failing('/retried', 1));
    const id = one?.id ?? '';
    isDown = false;
    expect((await house.ask(executor, 'POST', `${PATH}/${id}/retry`, {})).status).toBe(202);
    await isResolved(id);
    expect(uploads.filter(({ path }) => path === '/retried')).toEqual([{ path: '/retried', hash: hashOf(film) }]);
    await waitFor(async () => (await blobCount()) === 0, { what: 'the file to be gone' });
  });

  it('stays while a retry fails, and goes when it is deleted', async () => {
    const scenarioId = await failing('/again', 1);
    const [one] = await open(scenarioId);
    const id = one?.id ?? '';
    await house.ask(executor, 'POST', `${PATH}/${id}/retry`, {});
    await waitFor(async () => (await open(scenarioId))[0]?.attempts === 1, { what: 'the retry to fail' });
    await runsAreTidy();
    expect(await blobCount()).toBe(1);
    expect((await house.ask(executor, 'DELETE', `${PATH}/${id}`)).status).toBe(204);
    await waitFor(async () => (await blobCount()) === 0, { what: 'the file to be gone' });
  });

  it('stays for the others that name it, when one of them goes', async () => {
    const scenarioId = await failing('/shared', 2);
    const [first, second] = await open(scenarioId);
    expect((await house.ask(executor, 'DELETE', `${PATH}/${first?.id ?? ''}`)).status).toBe(204);
    await waitFor(
      async () => (await house.database.asAdmin('select 1 from executor.incomplete_file', [])).length === 1,
    );
    expect(await blobCount()).toBe(1);
    isDown = false;
    await house.ask(executor, 'POST', `${PATH}/${second?.id ?? ''}/retry`, {});
    await isResolved(second?.id ?? '');
    expect(uploads.filter(({ path }) => path === '/shared')).toEqual([{ path: '/shared', hash: hashOf(film) }]);
    await waitFor(async () => (await blobCount()) === 0, { what: 'the file to be gone' });
  });

  it('goes with the day of the incomplete execution', async () => {
    const scenarioId = await failing('/dropped', 1);
    await house.database.asAdmin('delete from executor.incomplete_execution where scenario_id = $1', [scenarioId]);
    await waitFor(async () => (await blobCount()) === 0, { what: 'the file to be gone' });
  });

  it('goes with its run where the scenario is confidential', async () => {
    const scenarioId = await failing('/confidential', 1, { confidential: true });
    expect(await open(scenarioId)).toEqual([]);
    expect(await blobCount()).toBe(0);
  });

  it('is only one that the run had: another that an edit names is not taken over', async () => {
    const scenarioId = await failing('/forged', 1);
    const [one] = await open(scenarioId);
    const id = one?.id ?? '';
    const foreign = `1/run_x/0193f5a0-c0de-7000-8000-00000000a001/${'0'.repeat(32)}`;
    const { headers } = await house.ask(executor, 'GET', `${PATH}/${id}`);
    const edited = await house.askAs(house.tenantId, executor, {
      method: 'PATCH',
      path: `${PATH}/${id}`,
      body: { path: [{ moduleId: 2, bundle: { data: { $file: { id: foreign, size: 1 } } } }] },
      ifMatch: headers.get('etag') ?? '',
    });
    expect(edited.status).toBe(200);
    await house.ask(executor, 'POST', `${PATH}/${id}/retry`, {});
    await waitFor(async () => (await open(scenarioId))[0]?.attempts === 1, { what: 'the retry to fail' });
    const rows = await house.database.asAdmin<{ blob_id: string }>('select blob_id from executor.incomplete_file', []);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.blob_id).not.toBe('0'.repeat(32));
  });
});
