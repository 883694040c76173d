import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { Settings } from '@ebbflow/config';
import { createEgress } from './create-egress.ts';
import { EgressConfig } from './egress.config.ts';
import type { Egress, EgressRequest } from './egress.ts';
import type { NameResolver } from './name-resolver.ts';

/** A real server on loopback that remembers what reached it. */
class Sink {
  readonly requests: { url: string; host: string; headers: IncomingMessage['headers']; body: string }[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(answer: RequestListener) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        this.requests.push({ url, host: headers.host ?? '', headers, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    });
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async listen(host: string): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, host, resolve);
    });
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Answers from a list, one answer a question; the last one stays. */
class ScriptedResolver implements NameResolver {
  asked = 0;
  readonly #answers: readonly (readonly string[])[];

  constructor(...answers: (readonly string[])[]) {
    this.#answers = answers;
  }

  resolve(): Promise<readonly string[]> {
    const answer = this.#answers[Math.min(this.asked, this.#answers.length - 1)] ?? [];
    this.asked += 1;
    return Promise.resolve(answer);
  }
}

const defaults: Omit<EgressRequest, 'url'> = {
  method: 'GET',
  headers: [],
  timeoutMs: 5_000,
  followRedirects: true,
  rejectUnauthorized: true,
};
const settings = (overrides: Record<string, string> = {}): Settings => new Settings(overrides);
/** Some containers have none. */
const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const loopback = { EBB_EGRESS_ALLOW: '127.0.0.0/8' };

describe('egress', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0).reverse()) await open.close();
  });

  function egress(overrides: Record<string, string> = loopback, resolver?: NameResolver): Egress {
    const made = createEgress(new EgressConfig(settings(overrides)), resolver);
    closing.push(made);
    return made;
  }

  async function sink(answer: RequestListener, host = '127.0.0.1'): Promise<Sink> {
    const made = await new Sink(answer).listen(host);
    closing.push(made);
    return made;
  }

  const code = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'answered',
      (error: unknown) => (error as { code: string }).code,
    );

  describe('the canary on loopback sees nobody', () => {
    const spellings = (port: number): string[] =>
      [
        ...[
          '127.0.0.1',
          '127.1',
          '127.0.1',
          '2130706433',
          '0x7f000001',
          '0x7f.0.0.1',
          '0177.0.0.1',
          '017700000001',
          '127.0.0.1.',
        ],
        ...[
          '127.0.0.2',
          '127.255.255.254',
          '0.0.0.0',
          '0',
          '0x0',
          '①②⑦.⓪.⓪.①',
          '１２７.０.０.１',
          '127。0。0。1',
          '%31%32%37.0.0.1',
        ],
        ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:1]'],
        ...['[::127.0.0.1]', '[::7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::7f00:1]'],
        ...[
          '[2002:7f00:1::]',
          '[2001:0:808:808::80ff:fffe]',
          '[::ffff:0:7f00:1]',
          '[::ffff:a9fe:a9fe]',
          '169.254.169.254',
        ],
        ...['10.0.0.1', '192.168.0.1', '100.100.100.200', '168.63.129.16', '[fd00:ec2::254]', '[fe80::1]', '[fc00::1]'],
        ...['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'ｌｏｃａｌｈｏｓｔ'],
      ].map((host) => `http://${host}:${String(port)}/`);

    it('under any spelling of an address', async () => {
      const canary = await sink((_request, response) => response.end('reached'));
      const client = egress({});
      for (const url of spellings(canary.port)) {
        expect([url, await code(client.request({ ...defaults, url }))]).toEqual([url, 'EGRESS.BLOCKED_ADDRESS']);
      }
      expect(canary.connections).toBe(0);
    });

    it('through user names, back slashes, other schemes and broken URLs', async () => {
      const canary = await sink((_request, response) => response.end('reached'));
      const at = `127.0.0.1:${String(canary.port)}`;
      const client = egress({}, new ScriptedResolver(['127.0.0.1']));
      const tricks = [
        `http://example.com@${at}/`,
        `http://example.com:80@${at}/`,
        `http://1.1.1.1 &@${at}#`,
        `http://${at}@example.com/`,
        `http:\\\\example.com\\@${at}/`,
        `http://example.com#@${at}/`,
        `http://example.com?@${at}/`,
        `http:${at}/`,
        `http:///${at}/`,
        `//${at}/`,
        `ftp://${at}/`,
        `file:///etc/passwd`,
        `gopher://${at}/`,
        `unix:/var/run/docker.sock`,
        `http://[::1%25lo]:${String(canary.port)}/`,
        `http://127.0.0.1:99999/`,
        `http://:${String(canary.port)}/`,
        ' ',
        '',
      ];
      for (const url of tricks) {
        const said = await code(client.request({ ...defaults, url }));
        expect([url, ['EGRESS.BAD_URL', 'EGRESS.BLOCKED_ADDRESS'].includes(said)]).toEqual([url, true]);
      }
      expect(canary.connections).toBe(0);
    });

    it('through a name that leads to it, alone or beside good addresses', async () => {
      const canary = await sink((_request, response) => response.end('reached'));
      const url = `http://innocent.example.com:${String(canary.port)}/`;
      for (const answer of [
        ['127.0.0.1'],
        ['93.184.215.14', '127.0.0.1'],
        ['::1'],
        ['::ffff:7f00:1'],
        ['10.0.0.1'],
        ['64:ff9b::7f00:1'],
      ]) {
        const client = egress({}, new ScriptedResolver(answer));
        expect([answer, await code(client.request({ ...defaults, url }))]).toEqual([answer, 'EGRESS.BLOCKED_ADDRESS']);
      }
      expect(canary.connections).toBe(0);
    });

    it('through a name that answers well when checked and badly afterwards: nobody asks it twice', async () => {
      const canary = await sink((_request, response) => response.end('reached'), '127.0.0.1');
      // 127.0.0.2 stands in for the public internet here: allowed, and nobody listens at this port.
      const rebinding = new ScriptedResolver(['127.0.0.2'], ['127.0.0.1']);
      const client = egress({ EBB_EGRESS_ALLOW: '127.0.0.2/32' }, rebinding);
      const url = `http://rebind.example.com:${String(canary.port)}/`;
      expect(await code(client.request({ ...defaults, url }))).toBe('EGRESS.CONNECTION');
      expect(rebinding.asked).toBe(1);
      expect(await code(client.request({ ...defaults, url }))).toBe('EGRESS.BLOCKED_ADDRESS');
      expect(canary.connections).toBe(0);
    });

    it('through a redirect from an allowed place, by address or by name', async () => {
      const canary = await sink((_request, response) => response.end('reached'), '127.0.0.1');
      const targets = [...spellings(canary.port), `http://inside.example.com:${String(canary.port)}/`];
      const door = await sink((request, response) => {
        // As bytes of UTF-8, the way servers send what is not ASCII.
        const location = Buffer.from(targets[Number(request.url?.slice(1))] ?? '').toString('latin1');
        response.writeHead(302, { location }).end();
      }, '127.0.0.2');
      const byName: NameResolver = { resolve: () => Promise.resolve(['127.0.0.1']) };
      const client = egress({ EBB_EGRESS_ALLOW: '127.0.0.2/32' }, byName);
      for (const [index, target] of targets.entries()) {
        const url = `http://127.0.0.2:${String(door.port)}/${String(index)}`;
        // The one spelling that *is* the allowed place goes round to the door's own port, where nothing of the canary is.
        const expected = target.includes('//127.0.0.2:') ? 'EGRESS.CONNECTION' : 'EGRESS.BLOCKED_ADDRESS';
        expect([target, await code(client.request({ ...defaults, url }))]).toEqual([target, expected]);
      }
      expect(door.requests).toHaveLength(targets.length);
      expect(canary.connections).toBe(0);
    });

    it('through a proxy named in the environment', async () => {
      const proxy = await sink((_request, response) => response.end('proxied'));
      const target = await sink((_request, response) => response.end('direct'));
      const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'] as const;
      // eslint-disable-next-line no-restricted-properties -- that these variables are ignored is what is tested
      const { env } = process;
      const before = names.map((name) => env[name]);
      try {
        for (const name of names)
          env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${String(proxy.port)}`;
        const answer = await egress().request({ ...defaults, url: `http://127.0.0.1:${String(target.port)}/` });
        expect(Buffer.from(answer.body).toString()).toBe('direct');
        expect(proxy.connections).toBe(0);
      } finally {
        for (const [index, name] of names.entries()) {
          if (before[index] === undefined) Reflect.deleteProperty(env, name);
          else env[name] = before[index];
        }
      }
    });

    it('and is reached once an operator names its network', async () => {
      const canary = await sink((_request, response) => response.end('reached'));
      const byName = egress(loopback, new ScriptedResolver(['127.0.0.1']));
      const byDefault = egress(loopback);
      for (const host of ['127.0.0.1', '127.1', '0x7f000001', 'some.example.com', 'localhost', 'app.localhost.']) {
        const client = host === 'some.example.com' ? byName : byDefault;
        const answer = await client.request({ ...defaults, url: `http://${host}:${String(canary.port)}/` });
        expect([host, Buffer.from(answer.body).toString()]).toEqual([host, 'reached']);
      }
    });
  });

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
        ...defaults,
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
      expect(answer.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual([
        'a=1',
        'b=2',
      ]);
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
      expect((await client.request({ ...defaults, url: `${at}/5` })).url).toBe(`${at}/0`);
      expect(await code(client.request({ ...defaults, url: `${at}/6` }))).toBe('EGRESS.TOO_MANY_REDIRECTS');
      const raw = await client.request({ ...defaults, url: `${at}/5`, followRedirects: false });
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
      await egress().request({ ...defaults, url: `${at}/in`, cookies, headers });
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
      await egress().request({ ...defaults, url: `http://127.0.0.1:${String(first.port)}/`, headers });
      expect(JSON.stringify(first.requests)).toContain('canary-token');
      expect(JSON.stringify(other.requests)).not.toContain('canary-token');
      expect(other.requests[0]?.headers.accept).toBe('text/plain');
    });

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
        expect(await code(client.request({ ...defaults, url, maxResponseBytes: 100_000 }))).toBe('EGRESS.TOO_LARGE');
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
      const answer = await client.request({ ...defaults, url });
      expect(answer.body.length).toBe(1_000_000);
      expect(answer.headers.some(([name]) => name === 'content-encoding')).toBe(false);
      expect(await code(client.request({ ...defaults, url, maxResponseBytes: 10_000 }))).toBe('EGRESS.TOO_LARGE');
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
        expect([path, await code(client.request({ ...defaults, url }))]).toEqual([path, 'EGRESS.TOO_LARGE']);
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
        expect([path, await code(client.request({ ...defaults, url, timeoutMs: 100 }))]).toEqual([
          path,
          'EGRESS.TIMEOUT',
        ]);
      }
    });

    it('ends when the caller gives up, also before it began', async () => {
      const target = await sink(() => undefined);
      const client = egress();
      const url = `http://127.0.0.1:${String(target.port)}/`;
      expect(await code(client.request({ ...defaults, url, signal: AbortSignal.abort() }))).toBe('EGRESS.ABORTED');
      const controller = new AbortController();
      const asked = code(client.request({ ...defaults, url, signal: controller.signal }));
      controller.abort();
      expect(await asked).toBe('EGRESS.ABORTED');
    });

    it('says what went wrong: refused, cut off, no such name, bad header, closed port', async () => {
      const target = await sink((request) => request.socket.destroy());
      const client = egress(loopback, new ScriptedResolver([]));
      const gone = await new Sink(() => undefined).listen('127.0.0.1');
      const { port: nobody } = gone;
      await gone.close();
      const at = (port: number | string): string => `http://127.0.0.1:${String(port)}/`;
      expect(await code(client.request({ ...defaults, url: at(nobody) }))).toBe('EGRESS.CONNECTION');
      expect(await code(client.request({ ...defaults, url: at(target.port) }))).toBe('EGRESS.CONNECTION');
      expect(await code(client.request({ ...defaults, url: 'http://nowhere.example.com:8080/' }))).toBe('EGRESS.DNS');
      const bad = { ...defaults, url: at(target.port), headers: [['x', 'a\r\nInjected: 1']] as const };
      expect(await code(client.request(bad))).toBe('EGRESS.BAD_REQUEST');
      expect(await code(client.request({ ...defaults, url: at(target.port), method: 'GE T' }))).toBe(
        'EGRESS.BAD_REQUEST',
      );
      expect(await code(client.request({ ...defaults, url: at(22) }))).toBe('EGRESS.BAD_URL');
    });

    it('takes no method that is not a plain request', async () => {
      const target = await sink((_request, response) => response.end('ok'));
      const url = `http://127.0.0.1:${String(target.port)}/`;
      for (const method of ['CONNECT', 'trace', '', 'GET /']) {
        expect([method, await code(egress().request({ ...defaults, url, method }))]).toEqual([
          method,
          'EGRESS.BAD_REQUEST',
        ]);
      }
      expect(target.requests).toEqual([]);
    });

    (hasIpv6 ? it : it.skip)('reaches an allowed IPv6 address (needs ::1 on this machine)', async () => {
      const target = await sink((_request, response) => response.end('six'), '::1');
      const client = egress({ EBB_EGRESS_ALLOW: '::1/128' }, new ScriptedResolver(['::1']));
      for (const host of ['[::1]', 'six.example.com']) {
        const answer = await client.request({ ...defaults, url: `http://${host}:${String(target.port)}/` });
        expect([host, Buffer.from(answer.body).toString()]).toEqual([host, 'six']);
      }
    });

    it('reuses a checked connection for many calls', async () => {
      const target = await sink((_request, response) => response.end('ok'));
      const resolver = new ScriptedResolver(['127.0.0.1']);
      const client = egress(loopback, resolver);
      const url = `http://keep.example.com:${String(target.port)}/`;
      for (let call = 0; call < 20; call += 1) await client.request({ ...defaults, url });
      // Two, when a call begins before the last one's connection is free again.
      expect(target.connections).toBeLessThanOrEqual(2);
      expect(resolver.asked).toBe(target.connections);
    });
  });
});
