import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  type Bundle,
  type HttpRequest,
  type HttpResponse,
  type ModuleContext,
  type ModuleDefinition,
  ModuleError,
} from '@ebbflow/connector-sdk';
import { anOutside, type Outside, type OutsideOptions } from '@ebbflow/testing';
import { httpConnector } from './http.connector.ts';

const KEY = 'kch_0193f5a0c0de7000800000000000a001';

/** The modules against a real server, through the real way out. */
describe('the HTTP app', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0)) await open.close();
  });

  async function serve(answer: RequestListener): Promise<{ url: string; requests: IncomingMessage[] }> {
    const requests: IncomingMessage[] = [];
    const server: Server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closing.push({
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    });
    return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, requests };
  }

  function outside(options?: OutsideOptions): Outside {
    const made = anOutside(options);
    closing.push(made);
    return made;
  }

  const moduleOf = (name: string): ModuleDefinition =>
    httpConnector.modules.find((candidate) => candidate.name === name) as ModuleDefinition;
  const run = (name: string, mapped: Bundle, parameters: Bundle = {}, context: ModuleContext = outside().context) =>
    moduleOf(name).run({ mapped, parameters }, context);

  it('follows redirects of what reads by one tick, and of what writes by the other', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url === '/new') response.end(request.method);
      else response.writeHead(302, { location: '/new' }).end();
    });
    const call = async (method: string, mapped: Bundle): Promise<Bundle> =>
      (await run('http:ActionSendData', { url, method, ...mapped })).bundles[0] as Bundle;
    expect(await call('get', {})).toMatchObject({ statusCode: 200, data: 'GET' });
    expect(await call('get', { followRedirect: false })).toMatchObject({ statusCode: 302 });
    expect(await call('post', { followRedirect: true })).toMatchObject({ statusCode: 302 });
    expect(await call('post', { followAllRedirects: true })).toMatchObject({ statusCode: 200, data: 'GET' });
    expect(requests).toHaveLength(6);
  });

  it('shares cookies between those calls of a run that ask for it, and keeps them with the run', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url === '/login')
        response.writeHead(303, { 'set-cookie': 'sid=s1; Path=/; HttpOnly', location: '/home' }).end();
      else response.end();
    });
    const login = { url: `${url}/login`, method: 'post', shareCookies: true, followAllRedirects: true };
    const { variables } = await run('http:ActionSendData', login);
    expect(variables?.scope).toBe('execution');
    // As the engine gives it back, also to an attempt that resumes the run from its journal.
    const later = outside({
      variables: JSON.parse(JSON.stringify(variables?.values)) as Record<string, string>,
    }).context;
    await run('http:MakeRequest', { url: `${url}/a`, shareCookies: true }, {}, later);
    await run('http:ActionSendData', { url: `${url}/b` }, {}, later);
    await run(
      'http:ActionGetFile',
      { url: url.replace('127.0.0.1', '127.0.0.2'), shareCookies: true },
      {},
      later,
    ).catch(() => undefined);
    expect(requests.map(({ url: path, headers }) => [path, headers.cookie])).toEqual([
      ['/login', undefined],
      ['/home', 'sid=s1'],
      ['/a', 'sid=s1'],
      ['/b', undefined],
    ]);
  });

  it('asks for compressed answers where it is told to, and unpacks them', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.headers['accept-encoding'] === undefined) response.end('plain');
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    });
    const packed = await run('http:ActionSendData', { url, gzip: true, parseResponse: true });
    expect(packed.bundles[0]).toMatchObject({ data: { a: 1 }, fileSize: 7 });
    expect((await run('http:MakeRequest', { url })).bundles[0]).toMatchObject({ data: 'plain' });
    expect(requests[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  it('reads text in the character set it says it has', async () => {
    const { url } = await serve((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from('caf\xe9', 'latin1'));
    });
    expect((await run('http:ActionSendData', { url })).bundles[0]).toMatchObject({ data: 'café' });
  });

  it('reads Retry-After as seconds and as a date', async () => {
    let retryAfter = '7';
    const { url } = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': retryAfter }).end('slow down');
    });
    const call = (): Promise<ModuleError> =>
      run('http:MakeRequest', { url, stopOnHttpError: true }).then(
        () => new ModuleError('UnexpectedError', 'answered'),
        (error: unknown) => error as ModuleError,
      );
    expect(await call()).toMatchObject({
      errorClass: 'RateLimitError',
      retryAfterMs: 7_000,
      detail: { data: 'slow down' },
    });
    retryAfter = new Date(Date.now() + 60_000).toUTCString();
    expect((await call()).retryAfterMs).toBeGreaterThan(50_000);
    retryAfter = 'soon';
    expect((await call()).retryAfterMs).toBeUndefined();
  });

  it.each([
    ['http:ActionSendDataAPIKeyAuth', { auth: 1 }],
    ['http:ActionSendDataBasicAuth', { auth: 1 }],
    ['http:ActionSendDataOAuth', { account: 1 }],
    ['http:MakeRequest', { authenticationType: 'oAuth', oAuthKeychain: 1 }],
  ])('%s goes out with what its connection hands out', async (name, parameters) => {
    const { url, requests } = await serve((_request, response) => response.end());
    await run(name, { url }, parameters);
    expect(requests[0]?.headers.authorization).toBe('Bearer of-the-connection');
    await expect(run(name, { url }, { ...parameters, auth: '', account: '', oAuthKeychain: '' })).rejects.toMatchObject(
      {
        errorClass: 'InvalidConfigurationError',
      },
    );
  });

  it('takes name and password of a basic request from the mapper of a hand-written file', async () => {
    const { url, requests } = await serve((_request, response) => response.end());
    await run('http:ActionSendDataBasicAuth', { url, username: 'ada', password: 'p' });
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ada:p').toString('base64')}`);
  });

  it('does not go out where the certificate or the proxy it should use is not to be had', async () => {
    const { url, requests } = await serve((_request, response) => response.end());
    const refused = expect.objectContaining({ errorClass: 'InvalidConfigurationError' }) as Error;
    await expect(run('http:ActionSendDataClientCertAuth', { url }, { auth: 1 })).rejects.toEqual(refused);
    await expect(run('http:ActionSendData', { url, useMtls: true })).rejects.toEqual(refused);
    await expect(run('http:MakeRequest', { url }, { tlsType: 'mTls', mTlsKeychain: 5 })).rejects.toEqual(refused);
    await expect(run('http:MakeRequest', { url }, { proxyKeychain: 5 })).rejects.toEqual(refused);
    expect(requests).toHaveLength(0);
  });

  it('hand-written http:MakeARequest and the newer http:DownloadFile work like their kin', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-disposition': `attachment; filename*=UTF-8''na%C3%AFve.txt; filename="x"` });
      response.end('{"a":1}');
    });
    expect((await run('http:MakeARequest', { url, parseResponse: true })).bundles[0]).toMatchObject({ data: { a: 1 } });
    expect((await run('http:DownloadFile', { url })).bundles[0]).toMatchObject({
      fileName: 'naïve.txt',
      fileSize: 7,
      data: Buffer.from('{"a":1}'),
    });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['"a\\"b.txt"', 'a"b.txt'],
    ['"C:\\\\x\\\\y.txt"', 'y.txt'],
  ])('a file that calls itself %s is called %s', async (name, expected) => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-disposition': `attachment; filename=${name}` }).end('x');
    });
    expect((await run('http:ActionGetFile', { url: `${url}/z` })).bundles[0]).toMatchObject({ fileName: expected });
  });

  it('goes nowhere but through the way out', async () => {
    const { url, requests } = await serve((_request, response) => response.end());
    const closed = outside({ allow: '' }).context;
    for (const { name } of httpConnector.modules) {
      const parameters = { auth: 1, account: 1 };
      await expect(run(name, { url }, parameters, closed)).rejects.toThrow();
    }
    expect(requests).toHaveLength(0);
  });

  describe('pages', () => {
    const items = Array.from({ length: 7 }, (_, index) => ({ n: index + 1 }));
    const pages = async (answer: (url: URL) => unknown, mapped: Bundle) => {
      const { url, requests } = await serve((request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer(new URL(request.url ?? '', 'http://x'))));
      });
      const result = await run('http:MakeRequest', { url: `${url}/list?q=1`, parseResponse: true, ...mapped });
      return { ...result, asked: requests.map((request) => request.url) };
    };
    const number = (url: URL, name: string): number => Number(url.searchParams.get(name));

    it('by offset, until one is short', async () => {
      const { bundles, asked, transferBytes } = await pages(
        (url) => ({ items: items.slice(number(url, 'skip'), number(url, 'skip') + 3) }),
        { paginationType: 'offsetBased', offsetParameter: 'skip', limit: 3 },
      );
      expect(asked).toEqual(['0', '3', '6'].map((offset) => `/list?q=1&skip=${offset}&limit=3`));
      expect(bundles.map((bundle) => bundle['data'])).toEqual([
        { items: items.slice(0, 3) },
        { items: items.slice(3, 6) },
        { items: items.slice(6) },
      ]);
      expect(transferBytes).toBeGreaterThan(20);
    });

    it('by number, until one is empty', async () => {
      const { asked } = await pages((url) => items.slice((number(url, 'p') - 1) * 4, number(url, 'p') * 4), {
        pagination: { paginationType: 'pageBased', pageParameter: 'p' },
      });
      expect(asked).toEqual(['/list?q=1&p=1', '/list?q=1&p=2', '/list?q=1&p=3']);
    });

    it('by token', async () => {
      const { asked } = await pages(
        (url) => ({ next: { t: { '': 'a', a: 'b&', 'b&': '' }[url.searchParams.get('cursor') ?? ''] } }),
        { paginationType: 'tokenBased', tokenParameter: 'cursor', nextTokenPath: 'next.t' },
      );
      expect(asked).toEqual(['/list?q=1', '/list?q=1&cursor=a', '/list?q=1&cursor=b%26']);
    });

    it('by the address the answer names', async () => {
      const { asked } = await pages((url) => ({ links: { next: url.pathname === '/list' ? '/more?p=2' : null } }), {
        paginationType: 'urlBased',
        nextUrlPath: 'links.next',
      });
      expect(asked).toEqual(['/list?q=1', '/more?p=2']);
    });

    it('by the Link header', async () => {
      const { url, requests } = await serve((request, response) => {
        const link = '</a>; rel="prev", </list?page=2>; title="x"; rel="next last"';
        response.writeHead(200, request.url === '/list' ? { link } : {}).end('[]');
      });
      await run('http:MakeRequest', { url: `${url}/list`, paginationType: 'urlBased' });
      expect(requests.map((request) => request.url)).toEqual(['/list', '/list?page=2']);
    });

    it('end with a warning at the bound, and where they go in a circle', async () => {
      const endless = await pages(() => ({ data: [1] }), { paginationType: 'pageBased', maxPages: 4 });
      expect([endless.bundles.length, endless.warnings?.length]).toEqual([4, 1]);
      const circle = await pages(() => ({ nextPageToken: 'same' }), { paginationType: 'tokenBased' });
      expect([circle.bundles.length, circle.warnings?.length]).toEqual([2, 1]);
    });

    it('are not followed to another server, where the author’s headers would go along', async () => {
      const other = await serve((_request, response) => response.end('[]'));
      await expect(
        pages(() => ({ next: other.url }), { paginationType: 'urlBased', nextUrlPath: 'next' }),
      ).rejects.toMatchObject({ errorClass: 'RuntimeError' });
      expect(other.requests).toHaveLength(0);
    });

    it('are one when the type says that there are none', async () => {
      const { asked, bundles } = await pages(() => ({ data: [1] }), { paginationType: 'none' });
      expect(asked).toEqual(['/list?q=1']);
      expect(bundles[0]?.['data']).toEqual({ data: [1] });
    });

    it.each([{ paginationType: 'odd' }, { paginationType: 'offsetBased', limit: 0 }])('refuse %j', async (mapped) => {
      await expect(pages(() => [], mapped)).rejects.toMatchObject({ errorClass: 'DataError' });
    });
  });

  it.each<[string, Bundle, Bundle]>([
    ['http:ActionSendDataBasicAuth', { auth: KEY }, {}],
    ['http:ActionSendDataAPIKeyAuth', { auth: KEY }, {}],
    ['http:MakeRequest', { authenticationType: 'basicAuth', basicAuthKeychain: KEY }, {}],
    ['http:MakeRequest', { apiKeyKeychain: KEY }, { authenticationType: 'apiKey' }],
    ['http:DownloadFile', { authenticationType: 'apiKey', apiKeyKeychain: KEY }, {}],
  ])(
    'authorises a request of %s by a key of the keychain, for the origin of its address',
    async (name, own, mapped) => {
      const { url, requests } = await serve((_request, response) => response.end());
      const asked: string[] = [];
      const { context } = outside();
      const connections = {
        ...context.connections,
        authorise: async (id: string, origin: string) => {
          asked.push(`${id} ${origin}`);
          return { headers: [['authorization', 'Basic of-the-key'] as const], query: [] };
        },
      };
      await run(name, { url: `${url}/a?b=c`, method: 'get', ...mapped }, own, { ...context, connections });
      expect(asked).toEqual([`${KEY} ${url}`]);
      expect(requests[0]?.headers.authorization).toBe('Basic of-the-key');
    },
  );

  it.each<[string, Bundle, Bundle]>([
    ['http:ActionSendDataClientCertAuth', { auth: KEY }, {}],
    ['http:ActionSendData', {}, { useMtls: true, mtlsKeychain: KEY }],
    ['http:MakeRequest', { tlsType: 'mTls', mTlsKeychain: KEY }, {}],
  ])('shows the certificate of a key of the keychain in a request of %s', async (name, own, mapped) => {
    const { context } = outside();
    const [asked, sent]: [string[], HttpRequest[]] = [[], []];
    const shown = { certificate: 'chain', privateKey: 'key' };
    const connections = {
      ...context.connections,
      credentials: async (id: string, kind: string) => {
        asked.push(`${kind} ${id}`);
        return shown as never;
      },
    };
    const send = async (request: HttpRequest): Promise<HttpResponse> => {
      sent.push(request);
      return { status: 200, headers: [], body: Buffer.from('') };
    };
    await run(name, { url: 'https://api.example.com', ...mapped }, own, { ...context, connections, http: { send } });
    expect(asked).toEqual([`clientCertificate ${KEY}`]);
    expect(sent[0]?.tls).toEqual(shown);
  });
});
