import { claimedDeliveriesSchema, deliveryRequestContext, hookReceived, hookRequestSchema } from '@ebbflow/contracts';
import { openPayload } from '@ebbflow/crypto';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { auditFactsOf, newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, asOwner, bulk, codeOf, keyFor, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

/** Delivery ids of the events of an organisation, in the order they are published. */
async function eventsOf(tenantId: string): Promise<string[]> {
  const rows = await database.asAdmin<{ data: Buffer }>(
    'select data from gateway.outbox where tenant_id = $1 and topic = $2 order by xid, id',
    [tenantId, hookReceived.topic],
  );
  return rows.map(({ data }) => hookReceived.schema.parse(JSON.parse(data.toString())).deliveryId);
}
async function accepted(url: string, value: unknown): Promise<string> {
  const response = await postJson(url, value);
  expect(response.status).toBe(200);
  return response.headers.get('x-ebbflow-delivery')!;
}
const queueOf = async (tenantId: string, hookId: string, verb = '', method = verb === '' ? 'GET' : 'POST') =>
  (await asOwner({ house, gateway, tenantId }, method, `/v1/hooks/${hookId}/queue${verb}`)).body;

describe('a paused hook', () => {
  it('accepts and holds, and once resumed hands everything over in order, what comes meanwhile last', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const ids = [await accepted(hook.url, 0)];
    expect(await queueOf(tenantId, hook.hookId, '/pause')).toMatchObject({ state: 'paused', count: 0, limit: 10_000 });
    for (let index = 1; index <= 250; index += 1) ids.push(await accepted(hook.url, index));
    expect(await eventsOf(tenantId)).toEqual([ids[0]]);
    expect(await queueOf(tenantId, hook.hookId)).toMatchObject({ state: 'paused', count: 250 });
    expect(await queueOf(tenantId, hook.hookId, '/resume')).toMatchObject({ state: expect.any(String) as string });
    ids.push(await accepted(hook.url, 'meanwhile'));
    await waitFor(async () => (await eventsOf(tenantId)).length === ids.length);
    expect(await eventsOf(tenantId)).toEqual(ids);
    await waitFor(async () => ((await queueOf(tenantId, hook.hookId)) as { state: string }).state === 'open');
  });

  it('does not keep a sender waiting for a run that will not come soon', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { responds: true });
    await queueOf(tenantId, hook.hookId, '/pause');
    const response = await postJson(hook.url, {});
    expect([response.status, await response.text()]).toEqual([200, 'Accepted']);
  });

  it('is released by any replica, when the one that began is gone', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    await queueOf(tenantId, hook.hookId, '/pause');
    const ids = [await accepted(hook.url, 1), await accepted(hook.url, 2)];
    // As a crash right after the commit leaves it: nobody was woken.
    await database.asAdmin(`update gateway.hook set queue_state = 'releasing' where id = $1`, [hook.hookId]);
    await waitFor(async () => (await eventsOf(tenantId)).length === 2);
    expect(await eventsOf(tenantId)).toEqual(ids);
  });

  it('keeps what it holds while its scenario is off', async () => {
    const tenantId = newOrganisationId();
    const [hook, marker] = [await aHook(house, gateway, tenantId), await aHook(house, gateway, tenantId)];
    for (const { hookId, url } of [hook, marker]) {
      await queueOf(tenantId, hookId, '/pause');
      await accepted(url, {});
    }
    const off = { tenantId, enabled: false, responds: false };
    await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hook.hookId}`, { as: 'executor', body: off });
    for (const { hookId } of [hook, marker]) await queueOf(tenantId, hookId, '/resume');
    await waitFor(async () => (await eventsOf(tenantId)).length === 1);
    expect(await queueOf(tenantId, hook.hookId)).toMatchObject({ state: 'releasing', count: 1 });
    await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hook.hookId}`, {
      as: 'executor',
      body: { ...off, enabled: true },
    });
    await waitFor(async () => (await eventsOf(tenantId)).length === 2);
  });
});

describe('a full queue', () => {
  it('refuses with 429, a code that names the setting, and when to come again; not one too many, however many come at once', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { settings: { queueLimit: 5 } });
    await queueOf(tenantId, hook.hookId, '/pause');
    const answers = await Promise.all(Array.from({ length: 20 }, () => postJson(hook.url, { big: bulk(300_000) })));
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.filter(({ status }) => status === 200).length, refused.length]).toEqual([5, 15]);
    expect([await codeOf(refused[0]!), refused[0]!.headers.get('retry-after')]).toEqual(['GATEWAY.QUEUE_FULL', '60']);
    expect(await database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId])).toHaveLength(5);
  });

  it('has room again once it was purged, and nothing of what was purged is left', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId, { settings: { queueLimit: 1 } });
    await queueOf(tenantId, hook.hookId, '/pause');
    await accepted(hook.url, { big: bulk(300_000) });
    expect((await postJson(hook.url, {})).status).toBe(429);
    expect(await queueOf(tenantId, hook.hookId, '', 'DELETE')).toEqual({ deletedCount: 1 });
    expect(await database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId])).toEqual([]);
    expect((await postJson(hook.url, {})).status).toBe(200);
    const told = await auditFactsOf(database, 'gateway', tenantId);
    expect(told.map(({ action, object, facts }) => [action, object.id, facts])).toEqual([
      ['hook.changed', hook.hookId, { settings: 'queueLimit' }],
      ['hook.queue-paused', hook.hookId, undefined],
      ['hook.queue-purged', hook.hookId, { deletedCount: 1 }],
    ]);
  });
});

describe('a hook with a schedule', () => {
  async function claim(tenantId: string, hookId: string, runId: string, max: number): Promise<string[]> {
    const asked = { as: 'executor' as const, body: { tenantId, runId, max } };
    const answer = await house.ask(gateway, 'POST', `/internal/v1/hooks/${hookId}/claims`, asked);
    expect(answer.status).toBe(200);
    return claimedDeliveriesSchema.parse(answer.body).items.map(({ deliveryId }) => deliveryId);
  }
  async function pending(tenantId: string, hookIds: string[]): Promise<unknown> {
    const asked = { as: 'executor' as const, body: { tenantId, hookIds } };
    return (await house.ask(gateway, 'POST', '/internal/v1/hooks/pending', asked)).body;
  }

  it('holds everything until runs claim it, oldest first, no delivery twice and each run the same ones again', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled' });
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await accepted(url, { index }));
    expect(await eventsOf(tenantId)).toEqual([]);
    expect(await pending(tenantId, [hookId])).toEqual({ counts: { [hookId]: 5 } });
    const runs = [newId('run'), newId('run'), newId('run')];
    const [first, same] = await Promise.all([
      claim(tenantId, hookId, runs[0]!, 2),
      claim(tenantId, hookId, runs[0]!, 2),
    ]);
    expect([first, same]).toEqual([ids.slice(0, 2), ids.slice(0, 2)]);
    expect(await claim(tenantId, hookId, runs[1]!, 10)).toEqual(ids.slice(2));
    expect(await claim(tenantId, hookId, runs[2]!, 10)).toEqual([]);
    await accepted(url, { late: true });
    expect(await claim(tenantId, hookId, runs[2]!, 10)).toEqual([]);
    expect(await claim(tenantId, hookId, runs[0]!, 10)).toEqual(ids.slice(0, 2));
    expect(await pending(tenantId, [hookId])).toEqual({ counts: { [hookId]: 1 } });
  });

  it('gives each claim what was sealed, to be opened by the executor', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled' });
    const id = await accepted(url, { a: 'b' });
    const asked = { as: 'executor' as const, body: { tenantId, runId: newId('run'), max: 1 } };
    const answer = await house.ask(gateway, 'POST', `/internal/v1/hooks/${hookId}/claims`, asked);
    const { sealed } = claimedDeliveriesSchema.parse(answer.body).items[0]!;
    const bytes = Buffer.from('bytes' in sealed ? sealed.bytes : '', 'base64');
    const key = keyFor(house, tenantId, bytes);
    const request = hookRequestSchema.parse(
      JSON.parse(openPayload(key, deliveryRequestContext(tenantId, id), bytes).toString()),
    );
    expect(Buffer.from(request.body, 'base64').toString()).toBe('{"a":"b"}');
  });

  it('is either claimed or purged: no run gets a delivery whose body is being thrown away', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled', confidential: true });
    await accepted(url, { a: 1 });
    const blobs = gateway.app.get<BlobStore>(BLOB_STORE, { strict: false });
    const deleteBlob = blobs.delete.bind(blobs);
    let claimed: string[] | undefined;
    let claiming: Promise<void> | undefined;
    blobs.delete = async (tenant, blob) => {
      claiming ??= claim(tenantId, hookId, newId('run'), 10).then((ids) => void (claimed = ids));
      const isWaiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%gateway.hook%'`;
      await waitFor(async () => claimed !== undefined || (await database.asAdmin(isWaiting)).length > 0);
      await deleteBlob(tenant, blob);
    };
    try {
      expect(await queueOf(tenantId, hookId, '', 'DELETE')).toEqual({ deletedCount: 1 });
      await claiming;
    } finally {
      blobs.delete = deleteBlob;
    }
    expect(claimed).toEqual([]);
  });

  it('gives nothing while it is paused, nor to another organisation', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled' });
    await accepted(url, {});
    await queueOf(tenantId, hookId, '/pause');
    expect(await pending(tenantId, [hookId])).toEqual({ counts: { [hookId]: 0 } });
    expect(await claim(tenantId, hookId, newId('run'), 10)).toEqual([]);
    const body = { tenantId: newOrganisationId(), runId: newId('run'), max: 1 };
    const stranger = await house.ask(gateway, 'POST', `/internal/v1/hooks/${hookId}/claims`, { as: 'executor', body });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'GATEWAY.HOOK_NOT_FOUND' } });
    expect(await queueOf(tenantId, hookId, '/resume')).toMatchObject({ state: 'open', count: 1 });
    expect(await claim(tenantId, hookId, newId('run'), 10)).toHaveLength(1);
  });

  it('hands over what it holds when it becomes an instant one', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId, { mode: 'scheduled' });
    const id = await accepted(url, {});
    const body = { tenantId, enabled: true, responds: false, mode: 'instant' };
    await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hookId}`, { as: 'executor', body });
    await waitFor(async () => (await eventsOf(tenantId)).length === 1);
    expect(await eventsOf(tenantId)).toEqual([id]);
  });
});
