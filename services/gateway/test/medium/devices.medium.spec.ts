import { Buffer } from 'node:buffer';
import { hookReceived } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { listRoutes, type RunningService } from '@ebbflow/service-host';
import { DeviceClient, newOrganisationId, testHouse } from '@ebbflow/testing';
import { DoorAddress } from '../../src/door/door-address.ts';
import { DevicesSweepJob } from '../../src/devices/devices-sweep.job.ts';
import { gatewayService } from '../../src/index.ts';
import { asOwner } from './door-fixture.ts';
import { aDevice, aDeviceHook, anEvent, aPairing, asPerson, battery, countRows, outboxOf } from './device-fixture.ts';

const clock = new ManualClock(new Date('2026-11-24T08:00:00Z'));
const house = testHouse([gatewayService], clock);
const { database } = house;
let gateway: RunningService;
let door: string;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0', EBB_GATEWAY_DEVICE_MAX_COMMANDS: '2' });
  door = gateway.app.get(DoorAddress, { strict: false }).url;
});

function send(deviceId: string, tenantId: string, requestKey: string, more: object = {}) {
  const body = { tenantId, requestKey, name: 'notify', arguments: { title: 'canary-cmd' }, ttlSeconds: 60, ...more };
  return house.ask(gateway, 'POST', `/internal/v1/devices/${deviceId}/commands`, { as: 'executor', body });
}

describe('pairing a device', () => {
  it('takes a QR code, once, and leaves no token or code behind that could be read', async () => {
    const tenantId = newOrganisationId();
    const pairing = await aPairing(house, gateway, tenantId);
    expect(pairing.qrSvg).toMatch(/^<(\?xml|svg)/);
    expect(pairing.payload).toContain(encodeURIComponent(door));
    const device = await DeviceClient.pair(pairing.payload, ' Ada’s phone ', 'ios');
    expect(await device.me()).toMatchObject({
      id: device.deviceId,
      name: 'Ada’s phone',
      platform: 'ios',
      isLocationOn: false,
    });
    await expect(DeviceClient.pair(pairing.payload, 'Eve')).rejects.toMatchObject({
      status: 410,
      code: 'GATEWAY.PAIRING_GONE',
    });
    const [row] = await database.asAdmin<{ text: string }>(
      'select d::text as text from gateway.device d where tenant_id = $1',
      [tenantId],
    );
    expect(row!.text).not.toContain('ebd_');
    expect(await countRows(house, 'device_pairing', tenantId)).toBe(0);
    const listed = await asPerson(house, gateway, tenantId, 'GET /v1/devices');
    expect(listed.body).toMatchObject({ items: [{ id: device.deviceId }], nextCursor: null });
    expect((await asPerson(house, gateway, newOrganisationId(), 'GET /v1/devices')).body).toMatchObject({
      items: [],
    });
  });

  it('is one device when two come with one code at the same time', async () => {
    const tenantId = newOrganisationId();
    const { payload } = await aPairing(house, gateway, tenantId);
    const tries = await Promise.allSettled([1, 2, 3, 4].map((n) => DeviceClient.pair(payload, `phone ${String(n)}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await countRows(house, 'device', tenantId)).toBe(1);
  });

  it('fails when the code is too old', async () => {
    const { payload } = await aPairing(house, gateway, newOrganisationId());
    clock.advance(600_001);
    await expect(DeviceClient.pair(payload, 'Late')).rejects.toMatchObject({ status: 410 });
  });

  it('ends by either side, and the token with it', async () => {
    const tenantId = newOrganisationId();
    const [mine, theirs] = [await aDevice(house, gateway, tenantId), await aDevice(house, gateway, tenantId)];
    await mine.unpair();
    await expect(mine.me()).rejects.toMatchObject({ status: 401, code: 'GATEWAY.UNKNOWN_DEVICE' });
    const route = `DELETE /v1/devices/${theirs.deviceId}`;
    expect((await asPerson(house, gateway, newOrganisationId(), route)).status).toBe(204);
    expect((await theirs.me()).id).toBe(theirs.deviceId);
    expect((await asPerson(house, gateway, tenantId, route)).status).toBe(204);
    expect((await asPerson(house, gateway, tenantId, route)).status).toBe(204);
    await expect(theirs.send(battery())).rejects.toMatchObject({ status: 401 });
  });
});

describe('the devices’ way in', () => {
  it('asks for a token on every route but the redemption of a code', async () => {
    const routes = listRoutes(gateway.app).filter(
      ({ path, method }) => path.startsWith('/device/') && method !== 'HEAD',
    );
    expect(routes.length).toBeGreaterThanOrEqual(7);
    for (const { method, path } of routes) {
      const url = path.replace(':commandId', `dcm_${'0'.repeat(32)}`);
      const isRedemption = path.endsWith('/redeem');
      for (const base of [door, gateway.url]) {
        for (const headers of [{}, { authorization: `Bearer ebd_${'A'.repeat(43)}` }]) {
          const { status } = await fetch(`${base}${url}`, { method, headers });
          expect([path, base === door, isRedemption ? status === 401 : status]).toEqual([
            path,
            base === door,
            isRedemption ? false : 401,
          ]);
        }
      }
    }
  });

  it('leads to nothing else of the service’s API, by whatever path', async () => {
    const device = await aDevice(house, gateway, newOrganisationId());
    expect(device.deviceId).toMatch(/^dev_/);
    for (const path of [
      '/v1/devices',
      '/internal/v1/hooks',
      '/health/live',
      '/device/v1/../../internal/v1/hooks',
      '/device/v1/%2e%2e/%2e%2e/v1/devices',
      '//device/v1/me',
      '/device/v1/me/',
      '/device/v1/me?x=1',
      '/Device/v1/me',
    ]) {
      const response = await fetch(`${door}${path}`);
      expect([path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        path,
        404,
        'GATEWAY.UNKNOWN_HOOK',
      ]);
    }
  });

  it('refuses what is too large, or of unknown length, before it asks who it is', async () => {
    const redeem = `${door}/device/v1/pairings/redeem`;
    const tooLarge = await fetch(redeem, { method: 'POST', body: 'x'.repeat(5_000) });
    expect([tooLarge.status, await tooLarge.json()]).toMatchObject([413, { code: 'GATEWAY.BODY_TOO_LARGE' }]);
    const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
    const chunked = await fetch(redeem, { method: 'POST', body, duplex: 'half' });
    expect(chunked.status).toBe(411);
  });
});

describe('events of a device', () => {
  it('become deliveries of the scenarios that watch that device and that kind, before they are accepted', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    const other = await aDevice(house, gateway, tenantId);
    const both = await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['battery', 'sms'] });
    const calls = await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['call'] });
    await aDeviceHook(house, gateway, tenantId, { deviceId: other.deviceId, kinds: ['battery'] });
    const sms = anEvent('sms', { direction: 'incoming', number: '+420', text: 'canary-sms' });
    const call = anEvent('call', { direction: 'missed', number: 'private' });
    const taken = await device.send(battery('b1'), sms, call);
    expect(taken).toEqual({ accepted: ['b1', sms.id, call.id], duplicates: [] });
    const stored = await outboxOf(house, tenantId, hookReceived.type);
    expect(stored.map(({ hookId }) => hookId)).toEqual([both.hookId, both.hookId, calls.hookId]);
    expect(new Set(stored.map((event) => event['door']))).toEqual(new Set(['device']));
    expect(await countRows(house, 'delivery', tenantId)).toBe(3);
    expect(await database.asAdmin(`select 1 from gateway.delivery t where t::text like '%canary-sms%'`)).toEqual([]);
  });

  it('come twice and are one, also at the same time and with another one between them', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['battery'] });
    const takes = await Promise.all(Array.from({ length: 10 }, () => device.send(battery('same'), battery('same'))));
    expect(takes.filter(({ accepted }) => accepted.length === 1)).toHaveLength(1);
    expect(await device.send(battery('same'), battery('next'))).toEqual({ accepted: ['next'], duplicates: ['same'] });
    expect(await countRows(house, 'delivery', tenantId)).toBe(2);
  });

  it('that nobody watches are not stored at all', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    expect((await device.send(battery('b'))).accepted).toEqual(['b']);
    expect([await countRows(house, 'delivery', tenantId), await countRows(house, 'device_event', tenantId)]).toEqual([
      0, 0,
    ]);
  });

  it('go to the scenarios that still want them when another one’s hook is over', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    const watch = { deviceId: device.deviceId, kinds: ['battery' as const] };
    const [over, last, open] = [
      await aDeviceHook(house, gateway, tenantId, watch),
      await aDeviceHook(house, gateway, tenantId, watch),
      await aDeviceHook(house, gateway, tenantId, watch),
    ];
    const set = (hookId: string, body: object) =>
      asOwner({ house, gateway, tenantId }, 'PATCH', `/v1/hooks/${hookId}`, { body, headers: { 'if-match': '"1"' } });
    await set(over.hookId, { expiresAt: new Date(clock.nowMs() - 1_000).toISOString() });
    await set(last.hookId, { maxDeliveries: 1 });
    expect((await device.send(battery('first'))).accepted).toEqual(['first']);
    expect((await device.send(battery('second'))).accepted).toEqual(['second']);
    const hookIds = (await outboxOf(house, tenantId, hookReceived.type)).map(({ hookId }) => hookId);
    expect([
      hookIds.filter((id) => id === open.hookId).length,
      hookIds.filter((id) => id === last.hookId).length,
    ]).toEqual([2, 1]);
    expect(hookIds).not.toContain(over.hookId);
  });

  it('are refused whole when one of them is malformed, with the place', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['battery'] });
    const wrong = { ...battery(), data: { levelPercent: 101, isCharging: false } };
    await expect(device.send(battery(), wrong as never)).rejects.toMatchObject({
      status: 400,
      code: 'HOST.INVALID_INPUT',
    });
    await expect(device.send()).rejects.toMatchObject({ status: 400 });
    await expect(device.send({ ...battery(), kind: 'heartbeat' } as never)).rejects.toMatchObject({ status: 400 });
    expect(await countRows(house, 'delivery', tenantId)).toBe(0);
  });

  it('bring photos', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['photo'] });
    const data = Buffer.alloc(5_000_000, 7).toString('base64');
    const photo = anEvent('photo', { fileName: 'a.jpg', mime: 'image/jpeg', data });
    expect((await device.send(photo)).accepted).toEqual([photo.id]);
    expect(await countRows(house, 'delivery', tenantId)).toBe(1);
  });
});

describe('commands to a device', () => {
  it('reach it while it waits, can be read by nobody else, and are gone once they are acknowledged', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    const waiting = device.commands(20);
    const sent = await send(device.deviceId, tenantId, 'run#1');
    expect(sent.status).toBe(200);
    const { commandId } = sent.body as { commandId: string };
    expect(await waiting).toEqual([{ id: commandId, name: 'notify', arguments: { title: 'canary-cmd' } }]);
    expect(
      await database.asAdmin(
        `select 1 from gateway.device_command t where encode(command_sealed, 'escape') like '%canary%'`,
      ),
    ).toEqual([]);
    expect(await device.commands()).toHaveLength(1);
    await device.acknowledge(commandId);
    await device.acknowledge(commandId);
    expect(await device.commands()).toEqual([]);
    expect((await send(device.deviceId, tenantId, 'run#1')).body).toMatchObject({ commandId });
    expect(await device.commands()).toEqual([]);
  });

  it('are one when the executor asks twice, expire, and are bounded', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    const first = await send(device.deviceId, tenantId, 'a');
    expect((await send(device.deviceId, tenantId, 'a')).body).toEqual(first.body);
    await send(device.deviceId, tenantId, 'b');
    expect(await send(device.deviceId, tenantId, 'c')).toMatchObject({
      status: 429,
      body: { code: 'GATEWAY.COMMANDS_FULL' },
    });
    expect((await send(device.deviceId, tenantId, 'a')).body).toEqual(first.body);
    expect(await device.commands()).toHaveLength(2);
    clock.advance(60_001);
    expect(await device.commands()).toEqual([]);
    expect((await send(device.deviceId, tenantId, 'c')).status).toBe(200);
  });

  it('are refused for a device of somebody else, when too large, and from anybody but the executor', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    const refused = { status: 404, body: { code: 'GATEWAY.DEVICE_NOT_FOUND' } };
    expect(await send(device.deviceId, newOrganisationId(), 'a')).toMatchObject(refused);
    expect(await send('dev_x', tenantId, 'a')).toMatchObject(refused);
    const large = { arguments: { text: 'x'.repeat(33_000) } };
    expect(await send(device.deviceId, tenantId, 'a', large)).toMatchObject({ status: 413 });
    const path = `/internal/v1/devices/${device.deviceId}/commands`;
    expect((await house.ask(gateway, 'POST', path, { as: 'console', body: {} })).status).toBe(403);
  });

  it('let a device that waits go when the gateway stops', async () => {
    const stopping = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
    const device = await aDevice(house, stopping, newOrganisationId());
    const waiting = device.commands(50);
    await device.me();
    await stopping.stop();
    expect(await waiting.catch((thrown: unknown) => thrown)).toEqual([]);
  });
});

describe('what is over', () => {
  it('is swept: codes, commands, and ids of events nobody has to find any more', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['battery'] });
    await device.send(battery());
    await send(device.deviceId, tenantId, 'a');
    await aPairing(house, gateway, tenantId);
    const counts = async () =>
      Promise.all(
        ['device_pairing', 'device_command', 'device_event'].map((table) => countRows(house, table, tenantId)),
      );
    const job = gateway.app.get(DevicesSweepJob, { strict: false });
    await job.sweep();
    expect(await counts()).toEqual([1, 1, 1]);
    clock.advance(3_600_000);
    await job.sweep();
    expect(await counts()).toEqual([0, 0, 1]);
    clock.advance(62 * 86_400_000);
    await job.sweep();
    expect(await counts()).toEqual([0, 0, 0]);
  });
});
