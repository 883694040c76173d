import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Settings } from '@ebbflow/config';
import { createEgress } from './create-egress.ts';
import { EgressConfig } from './egress.config.ts';
import type { Egress, EgressRequest, EgressSpool } from './egress.ts';

const MEBIBYTE = 1_048_576;
const usual: Omit<EgressRequest, 'url'> = {
  method: 'GET',
  headers: [],
  timeoutMs: 60_000,
  followRedirects: true,
  rejectUnauthorized: true,
};

/** Takes an answer away and remembers what it was, without keeping it. */
class Spool implements EgressSpool {
  readonly overBytes = 100_000;
  readonly hash = createHash('sha256');
  size = 0;

  async store(chunks: AsyncIterable<Uint8Array>): Promise<{ id: string; size: number }> {
    for await (const chunk of chunks) {
      this.hash.update(chunk);
      this.size += chunk.byteLength;
    }
    return { id: 'file-1', size: this.size };
  }
}

describe('bodies too large for memory', () => {
  let server: Server;
  let egress: Egress;
  let answer: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const settings = { EBB_EGRESS_ALLOW: '127.0.0.0/8', EBB_EGRESS_MAX_FILE: '20MiB', EBB_EGRESS_MAX_RESPONSE: '1MiB' };
    egress = createEgress(new EgressConfig(new Settings(settings)));
  });

  afterAll(async () => {
    await egress.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (more: Partial<EgressRequest>) =>
    egress.request({ ...usual, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, ...more });

  it('pass by into the spool, whole and in order', async () => {
    const bytes = randomBytes(10 * MEBIBYTE);
    answer = (_request, response) => response.end(bytes);
    const spool = new Spool();
    const { status, body, file } = await send({ spool });
    expect({ status, length: body.byteLength, file }).toEqual({
      status: 200,
      length: 0,
      file: { id: 'file-1', size: bytes.length },
    });
    expect(spool.hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('stay in memory while they are small, and where nobody takes them away the usual bound holds', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(100_000, 'x'));
    expect((await send({ spool: new Spool() })).body.byteLength).toBe(100_000);
    answer = (_request, response) => response.end(Buffer.alloc(2 * MEBIBYTE));
    await expect(send({})).rejects.toMatchObject({ code: 'EGRESS.TOO_LARGE' });
  });

  it('of answers that say no are not taken away', async () => {
    answer = (_request, response) => response.writeHead(404).end(Buffer.alloc(200_000));
    const { status, file } = await send({ spool: new Spool() });
    expect({ status, file }).toEqual({ status: 404, file: undefined });
  });

  it('are unpacked on the way, a bomb only up to the bound', async () => {
    const bytes = randomBytes(3 * MEBIBYTE);
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes));
    const { file, headers } = await send({ spool: new Spool() });
    expect(file?.size).toBe(bytes.length);
    expect(headers.some(([name]) => name === 'content-encoding')).toBe(false);
    const bomb = gzipSync(Buffer.alloc(200 * MEBIBYTE), { level: 1 });
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    await expect(send({ spool: new Spool() })).rejects.toMatchObject({ code: 'EGRESS.TOO_LARGE' });
  });

  it('end with their bound, with the connection that breaks, and with the spool that gives up', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(21 * MEBIBYTE));
    await expect(send({ spool: new Spool() })).rejects.toMatchObject({ code: 'EGRESS.TOO_LARGE' });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': String(2 * MEBIBYTE) });
      response.write(Buffer.alloc(MEBIBYTE), () => response.destroy());
    };
    await expect(send({ spool: new Spool() })).rejects.toMatchObject({ code: 'EGRESS.CONNECTION' });
    answer = (_request, response) => response.end(Buffer.alloc(10 * MEBIBYTE));
    const store = async (chunks: AsyncIterable<Uint8Array>): Promise<never> => {
      for await (const chunk of chunks) if (chunk.byteLength > 0) throw new Error('the disk is full');
      throw new Error('nothing came');
    };
    await expect(send({ spool: { overBytes: 1, store } })).rejects.toThrow();
  });

  it('are sent as they are read, with their length, and read again for a redirect that keeps the body', async () => {
    const received: { length: string | undefined; size: number }[] = [];
    let isFirst = true;
    answer = (request, response) => {
      let size = 0;
      request.on('data', (chunk: Buffer) => (size += chunk.length));
      request.on('end', () => {
        received.push({ length: request.headers['content-length'], size });
        if (isFirst) response.writeHead(307, { location: '/again' }).end();
        else response.end('ok');
        isFirst = false;
      });
    };
    let opened = 0;
    const source = {
      size: 5 * MEBIBYTE,
      async *open() {
        opened += 1;
        for (let sent = 0; sent < 5; sent += 1) yield Buffer.alloc(MEBIBYTE, sent);
      },
    };
    const { status } = await send({ method: 'POST', body: source });
    expect(status).toBe(200);
    expect(opened).toBe(2);
    expect(received).toEqual([
      { length: String(5 * MEBIBYTE), size: 5 * MEBIBYTE },
      { length: String(5 * MEBIBYTE), size: 5 * MEBIBYTE },
    ]);
  });
});
