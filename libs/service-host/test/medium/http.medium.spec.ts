import { request } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ConfigError } from '@ebbflow/config';
import { request as undici } from 'undici';
import type { RunningService } from '../../src/index.ts';
import { aPrincipal, ManualClock, startProbe, tokensOf } from '../support/house.ts';
import { probeService } from '../support/probe-service.ts';

const clock = new ManualClock();
let service: RunningService;

beforeAll(async () => {
  service = await startProbe(probeService, clock);
});
afterAll(() => service.stop());

const post = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${service.url}${path}`, { method: 'POST', body: body ?? null, headers });

async function authorised(): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${await tokensOf('console', clock).mint('console', aPrincipal('*'))}`,
    'content-type': 'application/json',
  };
}

describe('an error', () => {
  it.each([
    ['expected', 410, 'PROBE.GONE'],
    ['transient', 503, 'PROBE.BUSY'],
    ['defect', 500, 'HOST.INTERNAL'],
  ])('of the family %s is answered as problem+json', async (how, status, code) => {
    const response = await fetch(`${service.url}/v1/fails/${how}`);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ code, status, type: `/docs/errors/${code}` });
    expect(problem['traceId']).toMatch(/^[0-9a-f]{32}$/);
    expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'status', 'title', 'traceId', 'type']);
  });

  it('of ours tells nothing of its message or stack', async () => {
    const text = await (await fetch(`${service.url}/v1/fails/defect`)).text();
    expect(text).not.toContain('canary');
    expect(text).not.toContain('at ');
  });

  it('that will pass says when to come again', async () => {
    expect((await fetch(`${service.url}/v1/fails/transient`)).headers.get('retry-after')).toBe('3');
  });

  it('of an unknown address is a problem, too', async () => {
    const response = await fetch(`${service.url}/nowhere/canary`);
    expect(response.status).toBe(404);
    const text = await response.text();
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toMatchObject({ code: 'HOST.NOT_FOUND' });
    expect(response.headers.get('x-request-id')).not.toBeNull();
  });

  it('of a malformed address is a problem, too', async () => {
    const response = await fetch(`${service.url}/v1/%zz`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'HOST.BAD_REQUEST' });
  });

  const LONG = 'x'.repeat(20_000);
  it.each([
    ['nonsense', 'nonsense\r\n\r\n', 400, 'HOST.BAD_REQUEST'],
    ['no host', 'GET /v1/open HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'HOST.BAD_REQUEST'],
    ['two hosts', 'GET /v1/open HTTP/1.1\r\nhost: a\r\nHost: b\r\nconnection: close\r\n\r\n', 400, 'HOST.BAD_REQUEST'],
    [
      'two lengths',
      'POST /v1/raw HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
      'HOST.BAD_REQUEST',
    ],
    ['too much in front', `GET /v1/open HTTP/1.1\r\nhost: a\r\nx: ${LONG}\r\n\r\n`, 431, 'HOST.HEADERS_TOO_LARGE'],
    [
      'an expectation nobody knows',
      'GET /v1/open HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n',
      417,
      'HOST.EXPECTATION_FAILED',
    ],
    ['an unknown method', 'BREW /v1/open HTTP/1.1\r\nhost: a\r\n\r\n', 400, 'HOST.BAD_REQUEST'],
  ])('of %s on the wire is a problem, too', async (_what, sent, status, code) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write(sent);
    const answer = await textOf(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\n/);
    const body = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it('is none where HTTP/1.0 names no host, which it need not', async () => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write('GET /v1/open HTTP/1.0\r\n\r\n');
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('input', () => {
  it('is answered with a pointer for each fault', async () => {
    const response = await post('/v1/things', JSON.stringify({ 'a/b': { count: 'canary' } }), await authorised());
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { code: string; errors: { pointer: string; message: string }[] };
    expect(problem.code).toBe('HOST.INVALID_INPUT');
    expect(problem.errors.map((fault) => fault.pointer).sort()).toEqual(['/a~1b/count', '/name']);
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  it('in a query is checked, too', async () => {
    expect(await (await fetch(`${service.url}/v1/search?limit=20`)).json()).toEqual({ limit: 20 });
    const response = await fetch(`${service.url}/v1/search?limit=2000`);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/query/limit' }] });
  });

  it('cannot reach a prototype', async () => {
    const response = await post(
      '/v1/things',
      '{"name":"a","__proto__":{"count":1},"constructor":{"x":1}}',
      await authorised(),
    );
    expect(await response.json()).toMatchObject({ thing: { name: 'a' } });
  });

  it.each([
    ['{"name":', 'application/json', 400, 'KERNEL.BAD_JSON'],
    ['name=a', 'text/plain', 415, 'HOST.UNSUPPORTED_MEDIA_TYPE'],
    ['name=a', 'application/x-www-form-urlencoded', 415, 'HOST.UNSUPPORTED_MEDIA_TYPE'],
  ])('%s as %s is refused', async (body, type, status, code) => {
    const response = await post('/v1/things', body, { ...(await authorised()), 'content-type': type });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });
});

describe('a body', () => {
  it('that is nested too deep is refused before a schema goes down into it', async () => {
    const nested = (levels: number): string => `{"name":"a","a/b":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    for (const [levels, pointer] of [
      [100, '/a~1b'],
      [520, ''],
    ] as const) {
      const response = await post('/v1/things', nested(levels), await authorised());
      expect(await response.json()).toMatchObject({ status: 400, errors: [{ pointer }] });
    }
  });
});

describe('a key that a body does not have', () => {
  it('is refused from a principal, because a misspelt one would silently be left out', async () => {
    const response = await post('/v1/things', '{"name":"a","naem":"canary"}', await authorised());
    expect(response.status).toBe(400);
    const problem = await response.text();
    expect(problem).toContain('Unknown keys are not allowed here.');
    expect(problem).not.toContain('canary');
  });

  it('is left out from another service, which may be newer', async () => {
    const headers = {
      authorization: `Bearer ${await tokensOf('executor', clock).mint('console')}`,
      'content-type': 'application/json',
    };
    const response = await post('/v1/internal-things', '{"name":"a","newer":1}', headers);
    expect(await response.json()).toEqual({ name: 'a' });
  });
});

describe('the size of a body', () => {
  it('is told to a service that is still sending, whether it declared it or not', async () => {
    const kilobytes = Buffer.alloc(65_536, 'x');
    for (const isDeclared of [true, false]) {
      const { statusCode, headers, body } = await undici(`${service.url}/v1/things`, {
        method: 'POST',
        body: Readable.from(Array.from({ length: 100 }, () => kilobytes)),
        headers: { ...(await authorised()), ...(isDeclared ? { 'content-length': '6553600' } : {}) },
      });
      expect(statusCode).toBe(413);
      expect(headers['connection']).not.toBe('close');
      expect(await body.json()).toMatchObject({ code: 'HOST.BODY_TOO_LARGE' });
    }
  });

  it('is limited where it is parsed, by its declared length and by what really comes', async () => {
    const long = JSON.stringify({ name: 'x'.repeat(2_000) });
    const chunked = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from(long));
        controller.close();
      },
    });
    for (const body of [long, chunked]) {
      const response = await fetch(`${service.url}/v1/things`, {
        method: 'POST',
        body,
        headers: await authorised(),
        duplex: 'half',
      });
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'HOST.BODY_TOO_LARGE' });
    }
  });

  it('is refused before it was sent when the declared length is too large', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(`${service.url}/v1/raw`, { method: 'POST', headers: { 'content-length': '600000' } });
      outgoing.on('response', (response) => {
        resolve(response.statusCode);
        outgoing.destroy();
      });
      outgoing.on('error', reject);
      outgoing.write('only the beginning');
    });
    expect(status).toBe(413);
  });

  it('has its own limit for raw and streamed bodies of any type', async () => {
    for (const path of ['/v1/raw', '/v1/stream']) {
      const good = await post(path, 'x'.repeat(4_000), { 'content-type': 'application/json' });
      expect(await good.json()).toEqual({ length: 4_000 });
      expect((await post(path, 'x'.repeat(6_000), { 'content-type': 'image/png' })).status).toBe(413);
    }
  });
});

describe('health', () => {
  it('is alive and ready', async () => {
    expect(await (await fetch(`${service.url}/health/live`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${service.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
  });
});

describe('a start', () => {
  it('on a taken port is refused with a sentence about the setting', async () => {
    const port = new URL(service.url).port;
    const start = startProbe(probeService, clock, { EBB_SERVICE_PORT: port });
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(`EBB_SERVICE_PORT is ${port}, which another program is using`);
  });

  it('without keys is refused with a sentence about the setting', async () => {
    const start = startProbe(probeService, clock, { EBB_SERVICE_KEY: '' });
    await expect(start).rejects.toThrow('EBB_SERVICE_KEY is required');
  });
});
