import { gzipSync } from 'node:zlib';
import { code, egressFixture, usual } from '../test/egress-fixture.ts';

const { egress, sink } = egressFixture();

describe('the limits of a call', () => {
  it('stops reading an answer that is too long, announced or not', async () => {
    let sent = 0;
    const target = await sink((request, response) => {
      if (request.url === '/announced') response.writeHead(200, { 'content-length': '5000000' });
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const client = egress();
    for (const path of ['/announced', '/endless']) {
      sent = 0;
      const url = `http://127.0.0.1:${String(target.port)}${path}`;
      expect(await code(client.request({ ...usual, url, maxResponseBytes: 100_000 }))).toBe('EGRESS.TOO_LARGE');
      expect(sent).toBeLessThan(50_000_000);
    }
  });

  it('unpacks what came packed, and stops at the limit inside a bomb', async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000, 'a'));
    const target = await sink((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    const client = egress();
    const url = `http://127.0.0.1:${String(target.port)}/`;
    const answer = await client.request({ ...usual, url });
    expect(answer.body.length).toBe(1_000_000);
    expect(answer.headers.some(([name]) => name === 'content-encoding')).toBe(false);
    expect(await code(client.request({ ...usual, url, maxResponseBytes: 10_000 }))).toBe('EGRESS.TOO_LARGE');
  });

  it('refuses an answer with too many or too long headers', async () => {
    const target = await sink((request, response) => {
      const [count, size] = request.url === '/many' ? [300, 1] : [2, 40_000];
      for (let at = 0; at < count; at += 1) response.setHeader(`x-${String(at)}`, 'a'.repeat(size));
      response.end();
    });
    const client = egress();
    for (const path of ['/many', '/long']) {
      const url = `http://127.0.0.1:${String(target.port)}${path}`;
      expect([path, await code(client.request({ ...usual, url }))]).toEqual([path, 'EGRESS.TOO_LARGE']);
    }
  });

  it('ends when its time is up: before an answer, within one, and over many redirects', async () => {
    const target = await sink((request, response) => {
      if (request.url === '/half') response.write('half');
      if (request.url?.startsWith('/slow')) {
        setTimeout(() => response.writeHead(302, { location: '/slow' }).end(), 40);
      }
    });
    const client = egress();
    for (const path of ['/never', '/half', '/slow']) {
      const url = `http://127.0.0.1:${String(target.port)}${path}`;
      expect([path, await code(client.request({ ...usual, url, timeoutMs: 100 }))]).toEqual([path, 'EGRESS.TIMEOUT']);
    }
  });

  it('ends when the caller gives up, also before it began', async () => {
    const target = await sink(() => undefined);
    const client = egress();
    const url = `http://127.0.0.1:${String(target.port)}/`;
    expect(await code(client.request({ ...usual, url, signal: AbortSignal.abort() }))).toBe('EGRESS.ABORTED');
    const controller = new AbortController();
    const asked = code(client.request({ ...usual, url, signal: controller.signal }));
    controller.abort();
    expect(await asked).toBe('EGRESS.ABORTED');
  });
});
