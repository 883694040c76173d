import { connect } from 'node:net';
import { deliveryRequestContext, hookRequestSchema } from '@ebbflow/contracts';
import { openPayload, PeriodKey, readPayloadHeader, TenantKey } from '@ebbflow/crypto';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, bulk, keyFor, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
const tenantId = newOrganisationId();
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0', EBB_LOG_LEVEL: 'warn' });
});

async function deliveries(): Promise<{ id: string; request_sealed: Buffer | null; request_blob: string | null }[]> {
  return database.asAdmin(
    'select id, request_sealed, request_blob from gateway.delivery where tenant_id = $1 order by id',
    [tenantId],
  );
}
async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code: unknown }).code;
}
function open(row: { id: string; request_sealed: Buffer | null }) {
  const sealed = row.request_sealed ?? Buffer.of();
  const key = keyFor(house, tenantId, sealed);
  const plain = openPayload(key, deliveryRequestContext(tenantId, row.id), sealed);
  return hookRequestSchema.parse(JSON.parse(plain.toString()));
}

describe('the door', () => {
  it('answers Accepted once the delivery and its event are stored, sealed', async () => {
    const hook = await aHook(house, gateway, tenantId);
    const response = await postJson(`${hook.url}?a=1&b=2`, { canary: 'plain-canary-91' });
    expect([response.status, await response.text()]).toEqual([200, 'Accepted']);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const [row] = await deliveries();
    const request = open(row!);
    expect(request).toMatchObject({ method: 'POST', query: 'a=1&b=2', contentType: 'application/json' });
    expect(Buffer.from(request.body, 'base64').toString()).toBe('{"canary":"plain-canary-91"}');
    const events = await database.asAdmin<{ topic: string; data: Buffer }>(
      'select topic, data from gateway.outbox where tenant_id = $1',
      [tenantId],
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.topic).toBe('ebbflow.gateway.delivery');
    expect(JSON.parse(events[0]!.data.toString())).toMatchObject({
      deliveryId: row?.id,
      hookId: hook.hookId,
      tenantId,
    });
  });

  it('does not open with the key of another organisation', async () => {
    await postJson((await aHook(house, gateway, tenantId)).url, { a: 1 });
    const row = (await deliveries()).at(-1)!;
    const period = readPayloadHeader(row.request_sealed!).period!;
    const otherKey = new TenantKey(tenantId, 1, house.vault.keyOf(newOrganisationId()));
    const foreign = new PeriodKey(otherKey, period, house.vault.saltOf(period));
    expect(() => openPayload(foreign, deliveryRequestContext(tenantId, row.id), row.request_sealed!)).toThrow();
  });

  it('knows no address but those of hooks', async () => {
    const base = (await aHook(house, gateway, tenantId)).url.replace(/\/hook\/.*/, '');
    for (const path of [
      '/',
      '/hook/',
      `/hook/${'a'.repeat(32)}`,
      '/internal/v1/hooks',
      '/health/live',
      '/hook/../internal/v1/hooks',
    ]) {
      const response = await fetch(`${base}${path}`, { method: 'POST' });
      expect([path, response.status, await codeOf(response)]).toEqual([path, 404, 'GATEWAY.UNKNOWN_HOOK']);
    }
  });

  it('answers 410 for a hook that is switched off, and takes webhooks again once it is on', async () => {
    const hook = await aHook(house, gateway, tenantId, { enabled: false });
    const refused = await postJson(hook.url, {});
    expect([refused.status, await codeOf(refused)]).toEqual([410, 'GATEWAY.HOOK_DISABLED']);
    const change = { tenantId, enabled: true, responds: false };
    await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hook.hookId}`, { as: 'executor', body: change });
    expect((await postJson(hook.url, {})).status).toBe(200);
  });

  it('refuses a body that is not the JSON it claims to be, and stores nothing', async () => {
    const before = (await deliveries()).length;
    const { url } = await aHook(house, gateway, tenantId);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"a":',
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await codeOf(response)).toBe('GATEWAY.MALFORMED_BODY');
    expect(await deliveries()).toHaveLength(before);
  });

  it('takes the same bytes as they are where the hook passes bodies through', async () => {
    const { url } = await aHook(house, gateway, tenantId, { passThrough: true });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":',
    });
    expect(response.status).toBe(200);
    expect(Buffer.from(open((await deliveries()).at(-1)!).body, 'base64').toString()).toBe('{"a":');
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('takes %s as well', async (method) => {
    const { url } = await aHook(house, gateway, tenantId);
    expect((await fetch(`${url}?x=1`, { method })).status).toBe(200);
    expect(open((await deliveries()).at(-1)!)).toMatchObject({ method, query: 'x=1' });
  });

  it('tells a browser of another origin nothing', async () => {
    const { url } = await aHook(house, gateway, tenantId);
    const before = (await deliveries()).length;
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(await deliveries()).toHaveLength(before);
  });

  it('puts a body above 256 KiB into the blob store, sealed', async () => {
    const { url } = await aHook(house, gateway, tenantId);
    expect((await postJson(url, { big: bulk(400_000) })).status).toBe(200);
    const row = (await deliveries()).at(-1)!;
    expect([row.request_sealed, typeof row.request_blob]).toEqual([null, 'string']);
  });

  it('says 503 and when to come again while vault is away, and accepts nothing', async () => {
    const shy = newOrganisationId();
    const { url } = await aHook(house, gateway, shy);
    house.vault.isAway = true;
    try {
      const response = await postJson(url, {});
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    } finally {
      house.vault.isAway = false;
    }
    expect(await database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [shy])).toEqual([]);
  });

  it('says 410 to senders of an organisation whose key is destroyed', async () => {
    const gone = newOrganisationId();
    const { url } = await aHook(house, gateway, gone);
    house.vault.destroy(gone);
    expect((await postJson(url, {})).status).toBe(410);
  });
});

/** Sends raw bytes and gives back what came before the connection ended. */
function exchange(
  url: string,
  head: string,
  chunks: () => Iterable<Buffer>,
): Promise<{ answer: string; sentBytes: number }> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    let sentBytes = 0;
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('close', () => resolve({ answer, sentBytes }));
    socket.on('error', (error) => (answer === '' ? reject(error) : undefined));
    socket.on('connect', () => {
      socket.write(head);
      const all = chunks()[Symbol.iterator]();
      const next = (): void => {
        const chunk = all.next();
        if (answer !== '' || chunk.done === true) return;
        sentBytes += chunk.value.length;
        socket.write(chunk.value, () => setImmediate(next));
      };
      next();
    });
  });
}

describe('what is no valid HTTP', () => {
  it.each([
    ['a line that is no request', 'nonsense', 400, 'GATEWAY.MALFORMED_REQUEST'],
    ['headers without end', `x: ${'a'.repeat(70_000)}`, 431, 'GATEWAY.HEADERS_TOO_LARGE'],
    ['a chunk without length', 'transfer-encoding: chunked\r\n\r\nzz', 400, 'GATEWAY.MALFORMED_REQUEST'],
  ])('is refused with a problem: %s', async (_what, tail, status, code) => {
    const { url } = await aHook(house, gateway, tenantId);
    const head = tail === 'nonsense' ? '' : `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\n`;
    const { answer } = await exchange(url, `${head}${tail}\r\n\r\n`, () => []);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code });
    expect((await postJson(url, {})).status).toBe(200);
  });
});

describe('what is HTTP and cannot be answered', () => {
  it.each([
    ['no host', '', 400, 'HOST.BAD_REQUEST'],
    ['two hosts', 'host: x\r\nhost: y\r\n', 400, 'HOST.BAD_REQUEST'],
    ['an expectation nobody knows', 'host: x\r\nexpect: tea\r\n', 417, 'GATEWAY.EXPECTATION_FAILED'],
  ])('is refused with a problem: %s', async (_what, lines, status, code) => {
    const { url } = await aHook(house, gateway, tenantId);
    const head = `POST ${new URL(url).pathname} HTTP/1.1\r\n${lines}content-length: 0\r\nconnection: close\r\n\r\n`;
    const { answer } = await exchange(url, head, () => []);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).toMatchObject({ status, code });
  });
});

describe('a body over the limit', () => {
  const limit = 5 * 1_048_576;

  it('is refused by its declared length before a byte of it is sent', async () => {
    const { url } = await aHook(house, gateway, tenantId);
    const head = `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(limit + 1)}\r\n\r\n`;
    const { answer } = await exchange(url, head, () => []);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('GATEWAY.BODY_TOO_LARGE');
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it('is refused while it streams in without a length, soon after the limit, and the sender still sees the answer', async () => {
    const { url } = await aHook(house, gateway, tenantId);
    const head = `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    const endless = function* () {
      for (;;) yield chunk;
    };
    const { answer, sentBytes } = await exchange(url, head, endless);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sentBytes).toBeLessThan(limit * 3);
  });

  it('is refused instead of being asked for where the sender waits for 100 Continue', async () => {
    const { url } = await aHook(house, gateway, tenantId);
    const head = (length: number) =>
      `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-length: ${String(length)}\r\n\r\n`;
    expect((await exchange(url, head(limit + 1), () => [])).answer).toMatch(/^HTTP\/1\.1 413 /);
    expect((await exchange(url, head(2), () => [Buffer.from('{}')])).answer).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
    );
  });

  it('is taken when it is exactly as long as the limit', async () => {
    const { url } = await aHook(house, gateway, tenantId, { passThrough: true });
    expect((await fetch(url, { method: 'POST', body: Buffer.alloc(limit) })).status).toBe(200);
  });
});
