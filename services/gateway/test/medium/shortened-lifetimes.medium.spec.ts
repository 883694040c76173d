import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryHidden, deliveryListSchema, lifetimesChanged, openDeliverySchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { LifetimeSweepJob } from '../../src/lifetimes/lifetime-sweep.job.ts';
import { aHook, asOwner, bulk, postJson } from './door-fixture.ts';

const DAY_MS = 86_400_000;
const longest = retentionPolicy().ttl('gateway-logs').milliseconds;
const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([gatewayService], clock);
const tenantId = newOrganisationId();
/** Deliveries that runs still need, and whether the executor can say so. */
const runs = { needed: [] as string[], isAway: false };
const executor = createServer((_request, response) => {
  response.writeHead(runs.isAway ? 503 : 200, { 'content-type': 'application/json' });
  response.end(runs.isAway ? '{}' : JSON.stringify({ deliveryIds: runs.needed }));
});
let gateway: RunningService;

beforeAll(async () => {
  await new Promise<void>((resolve) => executor.listen(0, '127.0.0.1', resolve));
  const { port } = executor.address() as AddressInfo;
  gateway = await house.start(gatewayService, {
    EBB_GATEWAY_DOOR_PORT: '0',
    EBB_URL_EXECUTOR: `http://127.0.0.1:${String(port)}`,
  });
});
afterAll(async () => {
  executor.closeAllConnections();
  await new Promise((resolve) => executor.close(resolve));
});

async function shorten(scenarioId: string | null, days: number): Promise<void> {
  const data = { tenantId, scopes: [{ scenarioId, days: { 'gateway-logs': days } }] };
  await house.transport.publish([createEvent(lifetimesChanged, data, { tenantId, clock })]);
}
const sweep = (): Promise<void> => gateway.app.get(LifetimeSweepJob, { strict: false }).sweep();
const ask = (method: string, path: string, body?: object) =>
  asOwner({ house, gateway, tenantId }, method, path, body === undefined ? {} : { body });
async function listed(hookId: string, query = '') {
  return deliveryListSchema.parse((await ask('GET', `/v1/hooks/${hookId}/deliveries${query}`)).body).items;
}
async function deliver(url: string, value: unknown): Promise<string> {
  return (await postJson(url, value)).headers.get('x-ebbflow-delivery') ?? '';
}
async function scenarioOf(hookId: string): Promise<string> {
  const [row] = await house.database.asAdmin('select scenario_id as id from gateway.hook where id = $1', [hookId]);
  return (row as { id: string }).id;
}
const stored = async (hookId: string): Promise<number> =>
  (await house.database.asAdmin('select 1 from gateway.delivery where hook_id = $1', [hookId])).length;

describe('what a hook received', () => {
  it('is hidden from the millisecond on in which its lifetime ends: in lists, opened, replayed, claimed and for the executor', async () => {
    const hook = await aHook(house, gateway, tenantId);
    const id = await deliver(hook.url, { a: 1 });
    const receivedAt = clock.nowMs();
    const path = `/v1/hooks/${hook.hookId}/deliveries/${id}`;
    clock.advance(longest - 1);
    const { body } = await ask('GET', path);
    expect(openDeliverySchema.parse(body).expiresAt).toBe(new Date(receivedAt + longest).toISOString());
    expect(await listed(hook.hookId)).toMatchObject([{ id, expiresAt: new Date(receivedAt + longest).toISOString() }]);
    clock.advance(1);
    expect(await listed(hook.hookId)).toEqual([]);
    for (const [method, asked] of [
      ['GET', path],
      ['POST', `${path}/replay`],
    ] as const)
      expect((await ask(method, asked)).status).toBe(404);
    const internal = `/internal/v1/deliveries/${id}?tenantId=${tenantId}`;
    expect((await house.ask(gateway, 'GET', internal, { as: 'executor' })).status).toBe(404);
    const span = { from: new Date(receivedAt).toISOString(), to: clock.now().toISOString(), limit: 10 };
    const replayed = await ask('POST', `/v1/hooks/${hook.hookId}/deliveries/replay`, span);
    expect(replayed).toMatchObject({ status: 202, body: { items: [] } });
    // Retention drops the day later; until then the row is there, and nobody sees it.
    expect(await stored(hook.hookId)).toBe(1);
  });

  it('goes earlier where its organisation or scenario says so: row, blob and what of it still waits; others stay', async () => {
    const [own, other, held] = [
      await aHook(house, gateway, tenantId),
      await aHook(house, gateway, tenantId),
      await aHook(house, gateway, tenantId, { mode: 'scheduled' }),
    ];
    await deliver(own.url, { text: bulk(400_000) });
    await deliver(held.url, { a: 1 });
    await deliver(other.url, { a: 1 });
    const [row] = await house.database.asAdmin('select request_blob as blob from gateway.delivery where hook_id = $1', [
      own.hookId,
    ]);
    const { blob } = row as { blob: string };
    clock.advance(2 * DAY_MS);
    await shorten(await scenarioOf(own.hookId), 2);
    await shorten(await scenarioOf(held.hookId), 2);
    expect([await listed(own.hookId), await listed(held.hookId, '?state=held')]).toEqual([[], []]);
    expect(await listed(other.hookId)).toHaveLength(1);
    const body = { tenantId, runId: 'run_0193f5a0c0de7000800000000000a005', max: 10 };
    const claimed = await house.ask(gateway, 'POST', `/internal/v1/hooks/${held.hookId}/claims`, {
      as: 'executor',
      body,
    });
    expect(claimed.body).toEqual({ items: [] });
    await sweep();
    expect([await stored(own.hookId), await stored(held.hookId), await stored(other.hookId)]).toEqual([0, 0, 1]);
    expect(
      await house.database.asAdmin('select 1 from gateway.held_delivery where hook_id = $1', [held.hookId]),
    ).toEqual([]);
    await expect(gateway.app.get<BlobStore>(BLOB_STORE, { strict: false }).get(tenantId, blob)).rejects.toThrow();
    await shorten(null, 2);
    await sweep();
    expect(await stored(other.hookId)).toBe(0);
  });

  it('stays, seen by nobody, for a run that is not over and reads from it, and is not removed while nobody can say so', async () => {
    const hook = await aHook(house, gateway, tenantId);
    const id = await deliver(hook.url, { text: bulk(400_000) });
    await shorten(await scenarioOf(hook.hookId), 1);
    clock.advance(DAY_MS);
    runs.isAway = true;
    await expect(sweep()).rejects.toMatchObject({ family: 'transient' });
    Object.assign(runs, { isAway: false, needed: [id] });
    await sweep();
    expect([await stored(hook.hookId), await listed(hook.hookId)]).toEqual([1, []]);
    runs.needed = [];
    await sweep();
    expect(await stored(hook.hookId)).toBe(0);
  });

  it('goes when its run is over and rules of redaction hide something of it, and of nobody else’s anything', async () => {
    const hook = await aHook(house, gateway, tenantId);
    const [hidden, open] = [await deliver(hook.url, { mail: 'joe@example.com' }), await deliver(hook.url, { a: 1 })];
    const say = (deliveryId: string, ofTenant: string) =>
      house.transport.publish([
        createEvent(deliveryHidden, { tenantId: ofTenant, deliveryId }, { tenantId: ofTenant, clock }),
      ]);
    const path = (id: string): string => `/v1/hooks/${hook.hookId}/deliveries/${id}`;
    for (const _ of [1, 2]) await say(hidden, tenantId);
    await say(open, newOrganisationId());
    expect((await ask('GET', path(hidden))).status).toBe(410);
    expect((await ask('POST', `${path(hidden)}/replay`)).status).toBe(410);
    expect((await ask('GET', path(open))).status).toBe(200);
    const rows = await house.database.asAdmin('select request_sealed from gateway.delivery where id = $1', [hidden]);
    expect(rows).toEqual([{ request_sealed: null }]);
    expect((await listed(hook.hookId)).map(({ id }) => id)).toContain(hidden);
  });
});
