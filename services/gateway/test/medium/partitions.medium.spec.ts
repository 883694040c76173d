import { ManualClock, newId } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { addDays, firstKeptDay, retentionPolicy, utcDay } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, bulk, postJson } from './door-fixture.ts';

const clock = new ManualClock(new Date('2026-03-28T23:59:59.000Z'));
const house = testHouse([gatewayService], clock);
const { database } = house;
const ttl = retentionPolicy().ttl('gateway-logs');
const tenantId = newOrganisationId();
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

function apply(body: { create: string[]; dropBefore: string }, category = 'gateway-logs') {
  return house.ask(gateway, 'PUT', `/internal/v1/categories/${category}/partitions`, { as: 'retention', body });
}
async function storedCount(): Promise<number> {
  return (await database.asAdmin('select 1 from gateway.delivery')).length;
}

describe('the days of the delivery table', () => {
  it('are made on demand by whoever inserts first, also right over midnight', async () => {
    const { url } = await aHook(house, gateway, tenantId, { passThrough: true });
    expect((await postJson(url, {})).status).toBe(200);
    clock.advance(2_000);
    expect((await fetch(url, { method: 'POST', body: bulk(300_000) })).status).toBe(200);
    expect(await storedCount()).toBe(2);
  });

  it('are made ahead when retention asks, and asking again makes none', async () => {
    const create = [1, 2, 3].map((ahead) => addDays(utcDay(clock.nowMs()), ahead));
    expect((await apply({ create, dropBefore: '2026-01-01' })).body).toEqual({ created: create, dropped: [] });
    expect((await apply({ create, dropBefore: '2026-01-01' })).body).toEqual({ created: [], dropped: [] });
  });

  it('are not dropped a millisecond before their last row is past its lifetime, whoever asks', async () => {
    clock.advance(Date.parse('2026-03-29T00:00:00Z') + ttl.milliseconds - 1 - clock.nowMs());
    expect(await apply({ create: [], dropBefore: '2026-03-29' })).toMatchObject({
      status: 409,
      body: { code: 'GATEWAY.DROP_TOO_EARLY' },
    });
    expect((await apply({ create: [], dropBefore: firstKeptDay(ttl, clock.nowMs()) })).body).toEqual({
      created: [],
      dropped: [],
    });
    expect(await storedCount()).toBe(2);
  });

  it('go with their blobs once it is', async () => {
    clock.advance(1);
    expect((await apply({ create: [], dropBefore: firstKeptDay(ttl, clock.nowMs()) })).body).toEqual({
      created: [],
      dropped: ['2026-03-28'],
    });
    expect(await storedCount()).toBe(1);
    const [row] = await database.asAdmin<{ blob: string }>('select request_blob as blob from gateway.delivery');
    const blobs = gateway.app.get<BlobStore>(BLOB_STORE, { strict: false });
    expect((await blobs.get(tenantId, row!.blob)).length).toBeGreaterThan(300_000);
    clock.advance(86_400_000);
    expect((await apply({ create: [], dropBefore: firstKeptDay(ttl, clock.nowMs()) })).body).toEqual({
      created: [],
      dropped: ['2026-03-29'],
    });
    await expect(blobs.get(tenantId, row!.blob)).rejects.toThrow();
  });

  it('take along what is still held of them, and the claims of that time', async () => {
    const hook = await aHook(house, gateway, tenantId, { mode: 'scheduled' });
    for (const _ of [1, 2]) expect((await postJson(hook.url, {})).status).toBe(200);
    const body = { tenantId, runId: newId('run'), max: 1 };
    await house.ask(gateway, 'POST', `/internal/v1/hooks/${hook.hookId}/claims`, { as: 'executor', body });
    const left = async () => [
      (await database.asAdmin('select 1 from gateway.held_delivery')).length,
      (await database.asAdmin('select 1 from gateway.hook_claim')).length,
    ];
    expect(await left()).toEqual([1, 1]);
    clock.advance(ttl.milliseconds + 2 * 86_400_000);
    expect((await apply({ create: [], dropBefore: firstKeptDay(ttl, clock.nowMs()) })).status).toBe(200);
    expect(await left()).toEqual([0, 0]);
  });

  it('are nobody’s but retention’s to touch', async () => {
    const body = { create: [], dropBefore: '2020-01-01' };
    expect(
      (await house.ask(gateway, 'PUT', '/internal/v1/categories/gateway-logs/partitions', { as: 'executor', body }))
        .status,
    ).toBe(403);
    expect(await apply(body, 'activity')).toMatchObject({ status: 404, body: { code: 'GATEWAY.UNKNOWN_CATEGORY' } });
    expect((await apply({ create: ['yesterday'], dropBefore: '2020-01-01' })).status).toBe(400);
  });
});
