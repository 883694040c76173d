import { networkInterfaces } from 'node:os';
import { code, egressFixture, loopback, ScriptedResolver, Sink, usual } from '../test/egress-fixture.ts';

/** Some containers have none. */
const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const { egress, sink } = egressFixture();

describe('a call', () => {
  it('sends method, headers, body and the name as Host, and brings the whole answer back', async () => {
    const target = await sink((_request, response) => {
      response.writeHead(201, [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Thing', 'Yes'],
      ]);
      response.end('made');
    });
    const client = egress(loopback, new ScriptedResolver(['127.0.0.1']));
    const answer = await client.request({
      ...usual,
      url: `http://api.example.com:${String(target.port)}/things?a=%20b#part`,
      method: 'post',
      headers: [
        ['X-Custom', 'one'],
        ['Host', 'other.example.com'],
        ['Content-Length', '999'],
        ['Transfer-Encoding', 'chunked'],
        ['Connection', 'upgrade'],
      ],
      body: Buffer.from('{"a":1}'),
    });
    expect(answer.status).toBe(201);
    expect(Buffer.from(answer.body).toString()).toBe('made');
    expect(answer.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual(['a=1', 'b=2']);
    expect(answer.headers).toContainEqual(['x-thing', 'Yes']);
    const [seen] = target.requests;
    expect(seen).toMatchObject({
      url: '/things?a=%20b',
      host: `api.example.com:${String(target.port)}`,
      body: '{"a":1}',
    });
    expect(seen?.headers).toMatchObject({ 'x-custom': 'one', 'content-length': '7' });
  });

  it('follows five redirects and no sixth, and none at all when not asked to', async () => {
    const target = await sink((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${String(left - 1)}` }).end('moved');
    });
    const client = egress();
    const at = `http://127.0.0.1:${String(target.port)}`;
    expect((await client.request({ ...usual, url: `${at}/5` })).url).toBe(`${at}/0`);
    expect(await code(client.request({ ...usual, url: `${at}/6` }))).toBe('EGRESS.TOO_MANY_REDIRECTS');
    const raw = await client.request({ ...usual, url: `${at}/5`, followRedirects: false });
    expect([raw.status, Buffer.from(raw.body).toString()]).toEqual([302, 'moved']);
  });

  it('takes cookies along from hop to hop, and only where the jar says they belong', async () => {
    const target = await sink((request, response) => {
      if (request.url === '/in') response.writeHead(302, { location: '/home', 'set-cookie': 'sid=1; Path=/' }).end();
      else response.end('home');
    });
    const at = `http://127.0.0.1:${String(target.port)}`;
    const stored: [string, readonly string[]][] = [];
    const cookies = {
      headerFor: (url: string) => (url.endsWith('/home') ? stored.map(([, lines]) => lines[0]).join() : undefined),
      store: (url: string, lines: readonly string[]) => void stored.push([url, lines]),
    };
    const headers = [['cookie', 'own=1']] as const;
    await egress().request({ ...usual, url: `${at}/in`, cookies, headers });
    expect(stored).toEqual([[`${at}/in`, ['sid=1; Path=/']]]);
    expect(target.requests.map((request) => request.headers.cookie)).toEqual(['own=1', 'own=1; sid=1; Path=/']);
  });

  it('leaves the connection’s key behind when it is redirected to another origin', async () => {
    const other = await sink((_request, response) => response.end('other'));
    const first = await sink((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${String(other.port)}/` }).end();
    });
    const headers = [
      ['authorization', 'Bearer canary-token'],
      ['x-my-own-key', 'canary-token'],
      ['cookie', 'canary-token'],
      ['accept', 'text/plain'],
    ] as const;
    await egress().request({ ...usual, url: `http://127.0.0.1:${String(first.port)}/`, headers });
    expect(JSON.stringify(first.requests)).toContain('canary-token');
    expect(JSON.stringify(other.requests)).not.toContain('canary-token');
    expect(other.requests[0]?.headers.accept).toBe('text/plain');
  });

  it('says what went wrong: refused, cut off, no such name, bad header, closed port', async () => {
    const target = await sink((request) => request.socket.destroy());
    const client = egress(loopback, new ScriptedResolver([]));
    const gone = await new Sink(() => undefined).listen('127.0.0.1');
    const { port: nobody } = gone;
    await gone.close();
    const at = (port: number | string): string => `http://127.0.0.1:${String(port)}/`;
    expect(await code(client.request({ ...usual, url: at(nobody) }))).toBe('EGRESS.CONNECTION');
    expect(await code(client.request({ ...usual, url: at(target.port) }))).toBe('EGRESS.CONNECTION');
    expect(await code(client.request({ ...usual, url: 'http://nowhere.example.com:8080/' }))).toBe('EGRESS.DNS');
    const bad = { ...usual, url: at(target.port), headers: [['x', 'a\r\nInjected: 1']] as const };
    expect(await code(client.request(bad))).toBe('EGRESS.BAD_REQUEST');
    expect(await code(client.request({ ...usual, url: at(target.port), method: 'GE T' }))).toBe('EGRESS.BAD_REQUEST');
    expect(await code(client.request({ ...usual, url: at(22) }))).toBe('EGRESS.BAD_URL');
  });

  it('takes no method that is not a plain request', async () => {
    const target = await sink((_request, response) => response.end('ok'));
    const url = `http://127.0.0.1:${String(target.port)}/`;
    for (const method of ['CONNECT', 'trace', '', 'GET /']) {
      expect([method, await code(egress().request({ ...usual, url, method }))]).toEqual([method, 'EGRESS.BAD_REQUEST']);
    }
    expect(target.requests).toEqual([]);
  });

  (hasIpv6 ? it : it.skip)('reaches an allowed IPv6 address (needs ::1 on this machine)', async () => {
    const target = await sink((_request, response) => response.end('six'), '::1');
    const client = egress({ EBB_EGRESS_ALLOW: '::1/128' }, new ScriptedResolver(['::1']));
    for (const host of ['[::1]', 'six.example.com']) {
      const answer = await client.request({ ...usual, url: `http://${host}:${String(target.port)}/` });
      expect([host, Buffer.from(answer.body).toString()]).toEqual([host, 'six']);
    }
  });

  it('reuses a checked connection for many calls', async () => {
    const target = await sink((_request, response) => response.end('ok'));
    const resolver = new ScriptedResolver(['127.0.0.1']);
    const client = egress(loopback, resolver);
    const url = `http://keep.example.com:${String(target.port)}/`;
    for (let call = 0; call < 20; call += 1) await client.request({ ...usual, url });
    // Two, when a call begins before the last one's connection is free again.
    expect(target.connections).toBeLessThanOrEqual(2);
    expect(resolver.asked).toBe(target.connections);
  });
});
