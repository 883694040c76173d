import { hookAddressChanged, hookDetailsSchema, type HookRequest } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import type { WireMessage } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.ts';
import { HookDirectory } from '../../src/hooks/hook-directory.ts';
import { gatewayService } from '../../src/index.ts';
import { HookExpiryJob } from '../../src/hooks/hook-expiry.job.ts';
import { aHook, asOwner, codeOf, postJson } from './door-fixture.ts';
import { aMailHook } from './mail-fixture.ts';

const HOUR_MS = 3_600_000;
const clock = new ManualClock(Date.now());
const house = testHouse([gatewayService], clock);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

const tidy = () => gateway.app.get(HookExpiryJob, { strict: false }).run();
const isThere = async (hookId: string) =>
  (await database.asAdmin('select 1 from gateway.hook where id = $1', [hookId])).length === 1;
const change = (tenantId: string, hookId: string, body: object, ifMatch?: string) =>
  asOwner({ house, gateway, tenantId }, 'PATCH', `/v1/hooks/${hookId}`, {
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
const switched = (tenantId: string, hookId: string, enabled: boolean) =>
  house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hookId}`, {
    as: 'executor',
    body: { tenantId, enabled, responds: false },
  });

describe('the settings of a hook', () => {
  it('are changed by who has seen the last ones; anybody else is told who was faster, and when', async () => {
    const tenantId = newOrganisationId();
    const { hookId } = await aHook(house, gateway, tenantId);
    const read = await house.askAs(gateway, tenantId, `/v1/hooks/${hookId}`);
    const etag = read.headers.get('etag')!;
    expect(hookDetailsSchema.parse(read.body).settings).toMatchObject({
      rateLimit: null,
      queueLimit: null,
      dedupe: null,
    });
    expect(await change(tenantId, hookId, { queueLimit: 5 })).toMatchObject({ status: 428 });
    const changed = await change(tenantId, hookId, { queueLimit: 5, allowedAddresses: ['192.0.2.1'] }, etag);
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, settings: { queueLimit: 5 } } });
    const late = await change(tenantId, hookId, { queueLimit: 6 }, etag);
    expect(late).toMatchObject({ status: 412, body: { code: 'GATEWAY.HOOK_CHANGED' } });
    expect((late.body as { detail: string }).detail).toMatch(/changed by usr_[0-9a-f]{32} at \d{4}-/);
    const again = await change(tenantId, hookId, { queueLimit: null }, '"2"');
    expect(again.body).toMatchObject({ settings: { queueLimit: null, allowedAddresses: ['192.0.2.1'] } });
  });

  it('are refused with the place of each fault, and to who may only read', async () => {
    const tenantId = newOrganisationId();
    const { hookId } = await aHook(house, gateway, tenantId);
    const wrong = { allowedAddresses: ['10.0.0.0/33'], signature: { preset: 'nobody' }, queueLimit: 0 };
    const { status, body } = await change(tenantId, hookId, wrong, '"1"');
    expect(status).toBe(400);
    const pointers = (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/allowedAddresses/0', '/signature/preset', '/queueLimit']);
    const reader = { body: {}, headers: { 'if-match': '"1"' }, scopes: ['hooks:read'] };
    expect((await asOwner({ house, gateway, tenantId }, 'PATCH', `/v1/hooks/${hookId}`, reader)).status).toBe(403);
    expect((await change(newOrganisationId(), hookId, {}, '"1"')).status).toBe(404);
  });

  it('are refused when they hold a character that cannot be stored', async () => {
    const tenantId = newOrganisationId();
    const { hookId } = await aHook(house, gateway, tenantId);
    for (const name of ['a\0', 'a\ud800']) {
      const refused = await change(tenantId, hookId, { dedupe: { from: { in: 'query', name } } }, '"1"');
      expect(refused).toMatchObject({ status: 400, body: { code: 'PERSISTENCE.TEXT_NOT_STORABLE' } });
    }
  });

  it('are refused when there is no setting of the name, or not for a hook of the kind', async () => {
    const tenantId = newOrganisationId();
    const { hookId } = await aHook(house, gateway, tenantId);
    expect((await change(tenantId, hookId, { allowedAdresses: ['192.0.2.1'] }, '"1"')).status).toBe(400);
    const mail = await aMailHook(house, gateway, tenantId);
    const refused = { status: 409, body: { code: 'GATEWAY.NO_SUCH_SETTING' } };
    const signed = { signature: { preset: 'github' }, allowedAddresses: ['192.0.2.1'] };
    expect(await change(tenantId, mail.hookId, signed, '"1"')).toMatchObject(refused);
    const path = `/v1/hooks/${mail.hookId}/api-keys/a`;
    expect(await asOwner({ house, gateway, tenantId }, 'PUT', path)).toMatchObject(refused);
    const plain = { signature: null, allowedAddresses: [], queueLimit: 5 };
    expect(await change(tenantId, mail.hookId, plain, '"1"')).toMatchObject({ status: 200, body: { revision: 2 } });
  });
});

describe('a new address', () => {
  it('takes the place of the old one at once', async () => {
    const tenantId = newOrganisationId();
    const heard: WireMessage[] = [];
    const subscription = await house.transport.subscribe('listener', [hookAddressChanged.topic], (batch) => {
      heard.push(...batch);
      return Promise.resolve();
    });
    const { hookId, url } = await aHook(house, gateway, tenantId);
    expect((await postJson(url, {})).status).toBe(200);
    const rotated = await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${hookId}/rotate-address`);
    const next = hookDetailsSchema.parse(rotated.body).url;
    expect([(await postJson(url, {})).status, (await postJson(next, {})).status]).toEqual([404, 200]);
    // Its scenario must learn of it; the address itself is nobody's business on the way.
    const changed = await waitFor(() => heard.find(({ attributes }) => attributes['subject'] === hookId));
    expect(changed.attributes['type']).toBe(hookAddressChanged.type);
    expect(changed.data.includes(next.split('/').at(-1) ?? '')).toBe(false);
    await subscription.close();
  });
});

describe('a hook that no active scenario uses', () => {
  it('is closed after 120 hours, opens again when it is switched on, and is deleted 30 days after it was closed', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId);
    await switched(tenantId, hookId, false);
    clock.advance(120 * HOUR_MS - 1);
    await tidy();
    const closedAt = async () =>
      hookDetailsSchema.parse((await house.askAs(gateway, tenantId, `/v1/hooks/${hookId}`)).body).closedAt;
    expect(await closedAt()).toBeNull();
    clock.advance(1);
    await tidy();
    expect(await closedAt()).toBe(clock.now().toISOString());
    await switched(tenantId, hookId, true);
    expect((await postJson(url, {})).status).toBe(200);
    await switched(tenantId, hookId, false);
    clock.advance(120 * HOUR_MS);
    await tidy();
    clock.advance(30 * 24 * HOUR_MS - 1);
    await tidy();
    expect(await isThere(hookId)).toBe(true);
    house.vault.hookSecrets.set(hookId, ['s']);
    clock.advance(1);
    await tidy();
    expect([await isThere(hookId), house.vault.hookSecrets.has(hookId)]).toEqual([false, false]);
    expect([(await postJson(url, {})).status]).toEqual([404]);
  });

  it('is not deleted while vault, which holds its secrets, is away; and one in use never is', async () => {
    const tenantId = newOrganisationId();
    const [unused, used] = [
      await aHook(house, gateway, tenantId, { enabled: false }),
      await aHook(house, gateway, tenantId),
    ];
    clock.advance(120 * HOUR_MS);
    await tidy();
    clock.advance(30 * 24 * HOUR_MS);
    house.vault.isAway = true;
    await expect(tidy()).rejects.toMatchObject({ family: 'transient' });
    expect(await isThere(unused.hookId)).toBe(true);
    house.vault.isAway = false;
    await tidy();
    expect([await isThere(unused.hookId), await isThere(used.hookId)]).toEqual([false, true]);
  });
});

describe('a hook past its expiry', () => {
  it('is closed, and open again once its expiry is put off', async () => {
    const tenantId = newOrganisationId();
    const expiresAt = new Date(clock.nowMs() + HOUR_MS).toISOString();
    const { hookId, url } = await aHook(house, gateway, tenantId, { settings: { expiresAt } });
    clock.advance(HOUR_MS);
    await tidy();
    const refused = await postJson(url, {});
    expect([refused.status, await codeOf(refused)]).toEqual([410, 'GATEWAY.HOOK_EXPIRED']);
    // Whatever door it comes through.
    const hook = await gateway.app.get(HookDirectory, { strict: false }).find(url.slice(-32));
    const received = { deliveryId: newId('dlv'), hook: hook!, request: {} as HookRequest };
    await expect(gateway.app.get(DeliveriesService, { strict: false }).accept(received)).rejects.toMatchObject({
      code: 'GATEWAY.HOOK_EXPIRED',
    });
    expect((await change(tenantId, hookId, { expiresAt: null }, '"2"')).body).toMatchObject({ closedAt: null });
    expect((await postJson(url, {})).status).toBe(200);
  });
});

describe('a deleted hook', () => {
  it('is gone with its queue and all that is remembered of it, as often as it is asked for', async () => {
    const tenantId = newOrganisationId();
    const dedupe = { from: { in: 'query' as const, name: 'id' }, windowHours: 1 };
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled', settings: { dedupe } });
    expect((await postJson(`${url}?id=1`, {})).status).toBe(200);
    const foreign = `/internal/v1/hooks/${hookId}?tenantId=${newOrganisationId()}`;
    await house.ask(gateway, 'DELETE', foreign, { as: 'executor' });
    expect(await isThere(hookId)).toBe(true);
    const path = `/internal/v1/hooks/${hookId}?tenantId=${tenantId}`;
    for (const _ of [1, 2]) expect((await house.ask(gateway, 'DELETE', path, { as: 'executor' })).status).toBe(204);
    for (const table of ['hook', 'held_delivery', 'hook_claim', 'dedupe_key', 'delivery'])
      expect([
        table,
        await database.asAdmin(`select 1 from gateway.${table} where tenant_id = $1`, [tenantId]),
      ]).toEqual([table, []]);
    expect((await postJson(url, {})).status).toBe(404);
  });
});
