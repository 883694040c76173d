import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import {
  type DeviceEvent,
  deviceEventSchema,
  type DevicePairing,
  devicePairingSchema,
  type DeviceWatch,
  hookSchema,
  type Hook,
} from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, DeviceClient, type TestHouse } from '@ebbflow/testing';

/** As the console asks for a person of this organisation; `route` is method and path. */
export function asPerson(
  house: TestHouse,
  gateway: RunningService,
  organisationId: string,
  route: string,
): Promise<Asked> {
  const [method = '', path = ''] = route.split(' ');
  const principal = { organisationId, userId: null, scopes: ['*'], kind: 'api-token' as const };
  return house.ask(gateway, method, path, { as: 'console', principal });
}

export async function aPairing(house: TestHouse, gateway: RunningService, tenantId: string): Promise<DevicePairing> {
  return devicePairingSchema.parse((await asPerson(house, gateway, tenantId, 'POST /v1/devices/pairings')).body);
}

export async function aDevice(house: TestHouse, gateway: RunningService, tenantId: string): Promise<DeviceClient> {
  return DeviceClient.pair((await aPairing(house, gateway, tenantId)).payload, 'Ada’s phone');
}

/** The hook of a scenario that watches this device, switched on. */
export async function aDeviceHook(
  house: TestHouse,
  gateway: RunningService,
  tenantId: string,
  watch: DeviceWatch,
): Promise<Hook & { scenarioId: string }> {
  const options = { headers: false, method: false, passThrough: false, watch };
  const scenarioId = newId<string>('scn');
  const body = { tenantId, scenarioId, moduleId: 1, kind: 'device', options };
  const made = hookSchema.parse(
    (await house.ask(gateway, 'POST', '/internal/v1/hooks', { as: 'executor', body })).body,
  );
  const state = { tenantId, enabled: true, responds: false };
  await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${made.hookId}`, { as: 'executor', body: state });
  return { ...made, scenarioId };
}

export function anEvent(kind: DeviceEvent['kind'], data: object, id: string = randomUUID()): DeviceEvent {
  return deviceEventSchema.parse({ id, kind, occurredAt: '2026-11-24T08:00:00+01:00', data });
}
export const battery = (id?: string): DeviceEvent => anEvent('battery', { levelPercent: 7, isCharging: false }, id);
export const location = (latitude = 50.0755, id?: string): DeviceEvent =>
  anEvent('location', { latitude, longitude: 14.4378, accuracyMetres: 5 }, id);

/** What the outbox holds of one type, oldest first. */
export async function outboxOf(house: TestHouse, tenantId: string, type: string): Promise<Record<string, unknown>[]> {
  const rows = await house.database.asAdmin<{ data: Buffer }>(
    `select data from gateway.outbox where tenant_id = $1 and attributes::jsonb ->> 'type' = $2 order by id`,
    [tenantId, type],
  );
  return rows.map(({ data }) => JSON.parse(data.toString()) as Record<string, unknown>);
}

export async function countRows(house: TestHouse, table: string, tenantId: string): Promise<number> {
  return (await house.database.asAdmin(`select 1 from gateway.${table} where tenant_id = $1`, [tenantId])).length;
}
