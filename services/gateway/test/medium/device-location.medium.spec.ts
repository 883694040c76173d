import { hookReceived, locationErased } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aDevice, aDeviceHook, battery, countRows, location, outboxOf } from './device-fixture.ts';

const house = testHouse([gatewayService], new ManualClock(new Date('2026-11-24T08:00:00Z')));
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

describe('location', () => {
  it('is refused until the device itself has turned it on, and nothing of that batch is stored', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['location', 'battery'] });
    await expect(device.send(battery(), location())).rejects.toMatchObject({
      status: 403,
      code: 'GATEWAY.LOCATION_OFF',
    });
    expect(await countRows(house, 'delivery', tenantId)).toBe(0);
    await device.setLocation(true);
    expect((await device.me()).isLocationOn).toBe(true);
    expect((await device.send(location())).accepted).toHaveLength(1);
    expect(await countRows(house, 'delivery', tenantId)).toBe(1);
    await device.setLocation(false);
    await expect(device.send(location())).rejects.toMatchObject({ status: 403 });
  });

  it('that was stored is deleted when it is turned off, rows and blobs, and the others are told which', async () => {
    const tenantId = newOrganisationId();
    const [device, other] = [await aDevice(house, gateway, tenantId), await aDevice(house, gateway, tenantId)];
    const kinds = ['location' as const, 'battery' as const];
    const hooks = [
      await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds }),
      await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['location'] }),
      await aDeviceHook(house, gateway, tenantId, { deviceId: other.deviceId, kinds }),
    ];
    for (const each of [device, other]) {
      await each.setLocation(true);
      await each.send(location(), location(), battery());
    }
    const stored = await database.asAdmin<{ id: string; hook_id: string; blob: string | null }>(
      'select id, hook_id, request_blob as blob from gateway.delivery where tenant_id = $1',
      [tenantId],
    );
    const gone = stored.filter(({ hook_id, blob }) => blob !== null && hook_id !== hooks[2]!.hookId);
    expect([stored.length, gone.length]).toEqual([8, 4]);
    // No event ever carried a location itself.
    const carried = await outboxOf(house, tenantId, hookReceived.type);
    expect(carried.filter(({ sealed }) => 'blob' in (sealed as object))).toHaveLength(6);

    await device.setLocation(false);
    const left = await database.asAdmin<{ id: string }>('select id from gateway.delivery where tenant_id = $1', [
      tenantId,
    ]);
    expect(left.map(({ id }) => id).sort()).toEqual(
      stored
        .filter((row) => !gone.includes(row))
        .map(({ id }) => id)
        .sort(),
    );
    const blobs = gateway.app.get<BlobStore>(BLOB_STORE, { strict: false });
    for (const { blob } of gone) await expect(blobs.get(tenantId, blob!)).rejects.toThrow();
    const told = (await outboxOf(house, tenantId, locationErased.type)).map((data) =>
      locationErased.schema.parse(data),
    );
    expect(told.flatMap(({ deliveryIds }) => deliveryIds).sort()).toEqual(gone.map(({ id }) => id).sort());
    expect(new Set(told.map(({ scenarioId }) => scenarioId))).toEqual(
      new Set(hooks.slice(0, 2).map(({ scenarioId }) => scenarioId)),
    );
    await device.setLocation(false);
    expect(await outboxOf(house, tenantId, locationErased.type)).toHaveLength(told.length);
  });

  it('that comes at the very moment it is turned off is refused or deleted', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['location'] });
    await device.setLocation(true);
    const sending = Array.from({ length: 30 }, () => device.send(location()).catch(() => undefined));
    await Promise.all([...sending, device.setLocation(false)]);
    expect([await countRows(house, 'delivery', tenantId), await countRows(house, 'device_event', tenantId)]).toEqual([
      0, 0,
    ]);
  });

  it('goes with the device when it is unpaired', async () => {
    const tenantId = newOrganisationId();
    const device = await aDevice(house, gateway, tenantId);
    await aDeviceHook(house, gateway, tenantId, { deviceId: device.deviceId, kinds: ['location'] });
    await device.setLocation(true);
    await device.send(location());
    await device.unpair();
    expect([await countRows(house, 'delivery', tenantId), await countRows(house, 'device', tenantId)]).toEqual([0, 0]);
    expect(await outboxOf(house, tenantId, locationErased.type)).toHaveLength(1);
  });
});
