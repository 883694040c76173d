import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

/** Larger than what stands in a bundle (8 MiB). */
const file = randomBytes(20 * 1_048_576);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a large file', () => {
  const house = executorHouse();
  let executor: RunningService;
  let blobFolder: string;
  let outside: Server;
  let url: string;
  const uploads: { path: string; length: string | undefined; body: Buffer }[] = [];

  beforeAll(async () => {
    blobFolder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    outside = createServer((request, response) => {
      if (request.method === 'GET') {
        response.setHeader('content-disposition', 'attachment; filename="film.bin"').end(file);
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const length = request.headers['content-length'];
        uploads.push({ path: request.url ?? '', length, body: Buffer.concat(chunks) });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((outside.address() as AddressInfo).port)}`;
    executor = await house.start({ EBB_BLOB_DIR: blobFolder, EBB_EGRESS_ALLOW: '127.0.0.0/8' });
  });

  afterAll(async () => {
    outside.closeAllConnections();
    await new Promise((resolve) => outside.close(resolve));
    await rm(blobFolder, { recursive: true });
  });

  const blobCount = async (): Promise<number> =>
    (await readdir(blobFolder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  const passingOn = (path: string, body: JsonObject) =>
    aBlueprint()
      .with('http:ActionGetFile', 3, { url: `${url}/film`, method: 'get' })
      .with('http:ActionSendData', 3, { url: `${url}${path}`, method: 'post', ...body })
      .build();

  it('goes from a download into the body of an upload, byte for byte, and is gone after the run', async () => {
    const blueprint = passingOn('/raw', { bodyType: 'raw', data: '{{2.data}}' });
    const { scenarioId } = await house.import(executor, blueprint);
    await house.publish(house.delivery(scenarioId, {}));
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ status: 'success' });
    expect(event.transferBytes).toBeGreaterThanOrEqual(2 * file.length);
    const upload = uploads.find(({ path }) => path === '/raw');
    expect({ length: upload?.length, hash: hashOf(upload?.body ?? Buffer.alloc(0)) }).toEqual({
      length: String(file.length),
      hash: hashOf(file),
    });
    const { modules } = house.detailsOf(event);
    expect(modules[1]?.bundles[0]).toMatchObject({
      fileName: 'film.bin',
      fileSize: file.length,
      data: { $file: { size: file.length } },
    });
    await waitFor(async () => (await blobCount()) === 0, { what: 'the file to be gone' });
  });

  it('goes into a part of a form, under its name', async () => {
    const blueprint = passingOn('/form', {
      bodyType: 'multipart_form_data',
      formDataFields: [
        { key: 'note', fieldType: 'text', value: 'with {{2.fileName}}' },
        { key: 'file', fieldType: 'file', fileName: '{{2.fileName}}', data: '{{2.data}}' },
      ],
    });
    const { scenarioId } = await house.import(executor, blueprint);
    await house.publish(house.delivery(scenarioId, {}));
    expect(await house.waitForFinished(scenarioId)).toMatchObject({ status: 'success' });
    const { body = Buffer.alloc(0), length } = uploads.find(({ path }) => path === '/form') ?? {};
    expect(length).toBe(String(body.length));
    expect(body.includes('filename="film.bin"')).toBe(true);
    const begin = body.indexOf('\r\n\r\n', body.indexOf('filename="film.bin"')) + 4;
    expect(hashOf(body.subarray(begin, begin + file.length))).toBe(hashOf(file));
  });
});
