import { createHmac } from 'node:crypto';
import { hookApiKeySchema, hookDetailsSchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, asOwner, codeOf, postJson } from './door-fixture.ts';

const clock = new ManualClock(Date.now());
const house = testHouse([gatewayService], clock);
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, {
    EBB_GATEWAY_DOOR_PORT: '0',
    EBB_GATEWAY_TRUSTED_PROXIES: '127.0.0.0/8',
  });
});

async function storedCount(tenantId: string): Promise<number> {
  return (await house.database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId])).length;
}
async function send(url: string, headers: Record<string, string>, body = '{"a":1}'): Promise<[number, unknown]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return [response.status, response.status === 200 ? await response.text() : await codeOf(response)];
}

describe('a hook with an allow-list of addresses', () => {
  it('takes requests from those only, as a trusted proxy reports them', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId, { settings: { allowedAddresses: ['192.0.2.0/24'] } });
    expect(await send(url, { 'x-forwarded-for': '192.0.2.7' })).toEqual([200, 'Accepted']);
    expect(await send(url, { 'x-forwarded-for': '198.51.100.1' })).toEqual([403, 'GATEWAY.ADDRESS_NOT_ALLOWED']);
    expect(await send(url, {})).toEqual([403, 'GATEWAY.ADDRESS_NOT_ALLOWED']);
    expect(await storedCount(tenantId)).toBe(1);
  });
});

describe('a hook with allowed origins', () => {
  it('answers a page there with what its browser wants to see, and refuses a page elsewhere', async () => {
    const tenantId = newOrganisationId();
    const origin = 'https://app.example.com';
    const { url } = await aHook(house, gateway, tenantId, { settings: { allowedOrigins: [origin] } });
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    const taken = await fetch(url, { method: 'POST', headers: { origin }, body: 'x' });
    expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(await send(url, { origin: 'https://evil.example' })).toEqual([403, 'GATEWAY.ORIGIN_NOT_ALLOWED']);
    expect(await storedCount(tenantId)).toBe(1);
  });
});

describe('a hook that is called too often', () => {
  it('answers 429 and when to come again, and tells everyone how much is left', async () => {
    const tenantId = newOrganisationId();
    const settings = { rateLimit: { requests: 3, seconds: 600 } };
    const { url } = await aHook(house, gateway, tenantId, { settings });
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(await postJson(url, {}));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[1]?.headers.get('ratelimit')).toMatch(/^"hook";r=1;t=\d+$/);
    expect(answers[1]?.headers.get('ratelimit-policy')).toBe('"hook";q=3;w=600');
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(answers[3]!)).toBe('GATEWAY.RATE_LIMITED');
    expect(await storedCount(tenantId)).toBe(3);
    const other = await aHook(house, gateway, tenantId);
    expect((await postJson(other.url, {})).status).toBe(200);
  });
});

describe('a hook with API keys', () => {
  it('takes requests with one of them, under our header or Make’s, until it is deleted', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const at = `/v1/hooks/${hook.hookId}/api-keys`;
    const key = async (name: string) =>
      hookApiKeySchema.parse((await asOwner({ house, gateway, tenantId }, 'PUT', `${at}/${name}`)).body).key;
    const [first, second] = [await key('first'), await key('second')];
    expect(await send(hook.url, {})).toEqual([401, 'GATEWAY.BAD_API_KEY']);
    expect(await send(hook.url, { 'x-ebbflow-apikey': `${first}x` })).toEqual([401, 'GATEWAY.BAD_API_KEY']);
    expect(await send(hook.url, { 'x-ebbflow-apikey': first })).toEqual([200, 'Accepted']);
    expect(await send(hook.url, { 'x-make-apikey': second })).toEqual([200, 'Accepted']);
    expect((await asOwner({ house, gateway, tenantId }, 'DELETE', `${at}/first`)).status).toBe(204);
    expect(await send(hook.url, { 'x-ebbflow-apikey': first })).toEqual([401, 'GATEWAY.BAD_API_KEY']);
    const shown = hookDetailsSchema.parse((await house.askAs(gateway, tenantId, `/v1/hooks/${hook.hookId}`)).body);
    expect(shown.apiKeys.map(({ name }) => name)).toEqual(['second']);
    const [row] = await house.database.asAdmin('select api_keys::text from gateway.hook where id = $1', [hook.hookId]);
    expect(JSON.stringify(row)).not.toContain(second);
    expect(await storedCount(tenantId)).toBe(2);
  });
});

describe('a hook whose sender signs', () => {
  const sign = (key: string, body: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

  it('takes what one of its secrets signed, over the raw bytes, and parses nothing else', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { settings: { signature: { preset: 'github' } } });
    const body = '{ "a" : 1 }';
    expect(await send(hook.url, { 'x-hub-signature-256': sign('old', body) }, body)).toEqual([
      401,
      'GATEWAY.BAD_SIGNATURE',
    ]);
    house.vault.hookSecrets.set(hook.hookId, ['new', 'old']);
    clock.advance(60_001);
    expect(await send(hook.url, { 'x-hub-signature-256': sign('old', body) }, body)).toEqual([200, 'Accepted']);
    expect(await send(hook.url, { 'x-hub-signature-256': sign('new', body) }, body)).toEqual([200, 'Accepted']);
    expect(await send(hook.url, { 'x-hub-signature-256': sign('new', '{"a":1}') }, body)).toEqual([
      401,
      'GATEWAY.BAD_SIGNATURE',
    ]);
    // Broken JSON without a signature is refused for the signature: nobody looked at the JSON.
    expect(await send(hook.url, {}, '{"a":')).toEqual([401, 'GATEWAY.BAD_SIGNATURE']);
    expect(await storedCount(tenantId)).toBe(2);
  });

  it('takes what a new secret signed as soon as vault has it, and asks vault no more than once a second', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { settings: { signature: { preset: 'github' } } });
    const signed = (key: string) => send(hook.url, { 'x-hub-signature-256': sign(key, '{}') }, '{}');
    expect(await signed('first')).toEqual([401, 'GATEWAY.BAD_SIGNATURE']);
    house.vault.hookSecrets.set(hook.hookId, ['first']);
    expect(await signed('first')).toEqual([401, 'GATEWAY.BAD_SIGNATURE']);
    clock.advance(1_000);
    expect(await signed('first')).toEqual([200, 'Accepted']);
    clock.advance(1_000);
    house.vault.hookSecrets.set(hook.hookId, ['second', 'first']);
    expect(await signed('second')).toEqual([200, 'Accepted']);
    clock.advance(1_000);
    house.vault.isAway = true;
    try {
      expect((await signed('unknown'))[0]).toBe(503);
      expect(await signed('second')).toEqual([200, 'Accepted']);
    } finally {
      house.vault.isAway = false;
    }
  });

  it('does not believe a secret that was taken away for longer than a minute, and none while vault is away', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { settings: { signature: { preset: 'github' } } });
    house.vault.hookSecrets.set(hook.hookId, ['once']);
    const headers = { 'x-hub-signature-256': sign('once', '{}') };
    expect((await send(hook.url, headers, '{}'))[0]).toBe(200);
    house.vault.hookSecrets.set(hook.hookId, []);
    clock.advance(60_001);
    expect(await send(hook.url, headers, '{}')).toEqual([401, 'GATEWAY.BAD_SIGNATURE']);
    clock.advance(60_001);
    house.vault.isAway = true;
    try {
      expect((await send(hook.url, headers, '{}'))[0]).toBe(503);
    } finally {
      house.vault.isAway = false;
    }
  });
});

describe('a hook with an expiry', () => {
  it('answers 410 from then on', async () => {
    const tenantId = newOrganisationId();
    const expiresAt = new Date(clock.nowMs() + 60_000).toISOString();
    const { url } = await aHook(house, gateway, tenantId, { settings: { expiresAt } });
    expect(await send(url, {})).toEqual([200, 'Accepted']);
    clock.advance(60_000);
    expect(await send(url, {})).toEqual([410, 'GATEWAY.HOOK_EXPIRED']);
  });

  it('answers 410 after its last delivery, and never takes one more, however many come at once', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId, { settings: { maxDeliveries: 5 } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(url, {})));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(5);
    expect(answers.filter(([, code]) => code === 'GATEWAY.HOOK_EXPIRED')).toHaveLength(15);
    expect(await storedCount(tenantId)).toBe(5);
  });
});
