import {
  deliveryListSchema,
  hookReceived,
  openDeliverySchema,
  replayedDeliveriesSchema,
  sealedDeliverySchema,
} from '@ebbflow/contracts';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, asOwner, bulk, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

async function accepted(url: string, value: unknown): Promise<string> {
  return (await postJson(url, value)).headers.get('x-ebbflow-delivery')!;
}
async function eventsOf(tenantId: string) {
  const rows = await database.asAdmin<{ data: Buffer }>(
    'select data from gateway.outbox where tenant_id = $1 order by xid, id',
    [tenantId],
  );
  return rows.map(({ data }) => hookReceived.schema.parse(JSON.parse(data.toString())));
}
const internal = (method: string, tenantId: string, deliveryId: string) =>
  house.ask(gateway, method, `/internal/v1/deliveries/${deliveryId}?tenantId=${tenantId}`, { as: 'executor' });

describe('what a hook has received', () => {
  it('is listed newest first, page by page, with its state and without anything it brought', async () => {
    const tenantId = newOrganisationId();
    const [hook, other] = [await aHook(house, gateway, tenantId), await aHook(house, gateway, tenantId)];
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      ids.unshift(await accepted(hook.url, { canary: 'canary-row' }));
      await accepted(other.url, {});
    }
    const page = async (query: string) => {
      const answer = await house.askAs(gateway, tenantId, `/v1/hooks/${hook.hookId}/deliveries${query}`, [
        'hooks:read',
      ]);
      return deliveryListSchema.parse(answer.body);
    };
    const all = await page('');
    expect(all.items.map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'dispatched']));
    expect(JSON.stringify(all)).not.toContain('canary-row');
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${hook.hookId}/queue/pause`);
    const held = await accepted(hook.url, {});
    expect((await page('?state=held')).items.map(({ id, state }) => [id, state])).toEqual([[held, 'held']]);
    expect((await page('?limit=1')).items[0]).toMatchObject({ id: held, state: 'held' });
  });

  it('is opened for who may read hooks, and for nobody else', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    for (const value of [{ a: 1 }, { big: bulk(400_000) }]) {
      const path = `/v1/hooks/${hook.hookId}/deliveries/${await accepted(hook.url, value)}`;
      const opened = openDeliverySchema.parse((await house.askAs(gateway, tenantId, path, ['hooks:read'])).body);
      expect(JSON.parse(Buffer.from(opened.request.body, 'base64').toString())).toEqual(value);
      expect((await house.askAs(gateway, tenantId, path, ['runs:read'])).status).toBe(403);
      expect((await house.askAs(gateway, newOrganisationId(), path)).status).toBe(404);
      const other = await aHook(house, gateway, tenantId);
      expect((await house.askAs(gateway, tenantId, path.replace(hook.hookId, other.hookId))).status).toBe(404);
    }
  });

  it('is not there for anybody once its hour is over, wherever the row and its copies still are', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const path = `/v1/hooks/${hook.hookId}/deliveries/${await accepted(hook.url, { a: 1 })}`;
    // Another replica, which has not asked for the salt yet.
    const replica = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
    house.vault.destroyedSalts.add('gateway-logs');
    try {
      const { status, body } = await house.askAs(replica, tenantId, path, ['hooks:read']);
      expect({ status, body }).toMatchObject({ status: 404, body: { code: 'CRYPTO.GONE_BY_LIFETIME' } });
    } finally {
      house.vault.destroyedSalts.clear();
      await replica.stop();
    }
  });

  it('can be deleted, with its blob and out of the queue, as often as one likes', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${hook.hookId}/queue/pause`);
    const id = await accepted(hook.url, { big: bulk(400_000) });
    const [row] = await database.asAdmin<{ blob: string }>(
      'select request_blob as blob from gateway.delivery where id = $1',
      [id],
    );
    const path = `/v1/hooks/${hook.hookId}/deliveries/${id}`;
    expect((await asOwner({ house, gateway, tenantId }, 'DELETE', path, { scopes: ['hooks:read'] })).status).toBe(403);
    for (const _ of [1, 2]) expect((await asOwner({ house, gateway, tenantId }, 'DELETE', path)).status).toBe(204);
    expect(await database.asAdmin('select 1 from gateway.delivery where id = $1', [id])).toEqual([]);
    expect(await database.asAdmin('select 1 from gateway.held_delivery where delivery_id = $1', [id])).toEqual([]);
    const blobs = gateway.app.get<BlobStore>(BLOB_STORE, { strict: false });
    await expect(blobs.get(tenantId, row!.blob)).rejects.toThrow();
    expect((await internal('GET', tenantId, id)).status).toBe(404);
  });

  it('is given to the executor as it lies there, sealed', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const deliveryId = await accepted(hook.url, {});
    const answer = await internal('GET', tenantId, deliveryId);
    expect(sealedDeliverySchema.parse(answer.body)).toMatchObject({
      deliveryId,
      hookId: hook.hookId,
      sealed: { keyVersion: 1 },
    });
    expect((await internal('GET', newOrganisationId(), deliveryId)).status).toBe(404);
  });
});

describe('a delivery', () => {
  it('is replayed as a new run each time, in an event like the first', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const deliveryId = await accepted(hook.url, { a: 1 });
    const path = `/v1/hooks/${hook.hookId}/deliveries/${deliveryId}/replay`;
    const answers = [
      await asOwner({ house, gateway, tenantId }, 'POST', path),
      await asOwner({ house, gateway, tenantId }, 'POST', path),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [first, ...replays] = await eventsOf(tenantId);
    expect(replays.map(({ runId }) => runId)).toEqual(answers.map(({ body }) => (body as { runId: string }).runId));
    expect(new Set(replays.map(({ runId }) => runId)).size).toBe(2);
    for (const { runId: _runId, ...replay } of replays) expect(replay).toEqual(first);
  });

  it('is replayed with many others of a time, oldest first, and once for one request key', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await accepted(hook.url, { index }));
    await accepted((await aHook(house, gateway, tenantId)).url, {});
    const range = {
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    };
    const replay = async (more: object) => {
      const body = { ...range, limit: 3, requestKey: 'again-0001', ...more };
      const answer = await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${hook.hookId}/deliveries/replay`, {
        body,
      });
      expect(answer.status).toBe(202);
      return replayedDeliveriesSchema.parse(answer.body);
    };
    const first = await replay({});
    const second = await replay({ cursor: first.nextCursor });
    const done = await replay({ cursor: second.nextCursor });
    expect([...first.items, ...second.items].map(({ deliveryId }) => deliveryId)).toEqual(ids);
    expect(done).toEqual({ items: [], nextCursor: null });
    expect(await replay({})).toEqual(first);
    expect((await replay({ requestKey: 'again-0002' })).items[0]?.runId).not.toBe(first.items[0]?.runId);
  });
});

describe('a confidential hook', () => {
  it('hands everything over by blob, shows and replays nothing, and once erased leaves nothing but that something came', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { confidential: true });
    const id = await accepted(hook.url, { a: 1 });
    const [event] = await eventsOf(tenantId);
    expect(event?.sealed).toEqual({ keyVersion: 1, blob: expect.any(String) as string });
    const path = `/v1/hooks/${hook.hookId}/deliveries/${id}`;
    for (const answer of [
      await house.askAs(gateway, tenantId, path),
      await asOwner({ house, gateway, tenantId }, 'POST', `${path}/replay`),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'GATEWAY.DELIVERY_CONFIDENTIAL' } });
    }
    for (const _ of [1, 2]) expect((await internal('DELETE', tenantId, id)).status).toBe(204);
    expect(await internal('GET', tenantId, id)).toMatchObject({
      status: 410,
      body: { code: 'GATEWAY.DELIVERY_ERASED' },
    });
    const blobs = gateway.app.get<BlobStore>(BLOB_STORE, { strict: false });
    const { blob } = event!.sealed as { blob: string };
    await expect(blobs.get(tenantId, blob)).rejects.toThrow();
    const list = deliveryListSchema.parse(
      (await house.askAs(gateway, tenantId, `/v1/hooks/${hook.hookId}/deliveries`)).body,
    );
    expect(list.items).toMatchObject([
      { id, receivedAt: event?.receivedAt, state: 'erased', sealedBytes: null, runId: null },
    ]);
  });
});
