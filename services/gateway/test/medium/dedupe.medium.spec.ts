import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hookReceived } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { HookExpiryJob } from '../../src/hooks/hook-expiry.job.ts';
import { aHook, bulk } from './door-fixture.ts';

const clock = new ManualClock(Date.now());
const house = testHouse([gatewayService], clock);
const { database } = house;
const settings = { dedupe: { from: { in: 'header' as const, name: 'x-id' }, windowHours: 24 } };
let replicas: RunningService[];
let blobDir: string;

beforeAll(async () => {
  blobDir = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
  const start = () =>
    house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0', EBB_BLOB_DIR: blobDir, EBB_LOG_LEVEL: 'error' });
  replicas = [await start(), await start()];
});
afterAll(() => rm(blobDir, { recursive: true, force: true }));

async function blobCount(): Promise<number> {
  const entries = await readdir(blobDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

async function send(url: string, id: string | undefined, body = '{}') {
  const headers = { 'content-type': 'application/json', ...(id === undefined ? {} : { 'x-id': id }) };
  const response = await fetch(url, { method: 'POST', headers, body });
  const { status } = response;
  return {
    status,
    deliveryId: response.headers.get('x-ebbflow-delivery'),
    isCopy: response.headers.get('x-ebbflow-duplicate') === 'true',
  };
}
async function stored(tenantId: string): Promise<{ deliveries: string[]; events: string[] }> {
  const rows = await database.asAdmin<{ id: string }>('select id from gateway.delivery where tenant_id = $1', [
    tenantId,
  ]);
  // Beside what is published of deliveries, facts of hooks for the audit log lie there.
  const outbox = await database.asAdmin<{ data: Buffer }>(
    'select data from gateway.outbox where tenant_id = $1 and topic = $2',
    [tenantId, hookReceived.topic],
  );
  return {
    deliveries: rows.map(({ id }) => id),
    events: outbox.map(({ data }) => hookReceived.schema.parse(JSON.parse(data.toString())).deliveryId),
  };
}

describe('copies with one dedupe key', () => {
  it('that come at the same time, at two replicas, give one delivery and one event; each sender gets its id', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, replicas[0]!, tenantId, { settings });
    const [, path] = /(\/hook\/.*)$/.exec(hook.url)!;
    const other = await aHook(house, replicas[1]!, tenantId);
    const urls = [hook.url, other.url.replace(/\/hook\/.*$/, path!)];
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => send(urls[index % 2]!, 'order 7')));
    const { deliveries, events } = await stored(tenantId);
    expect(deliveries).toHaveLength(1);
    expect(events).toEqual(deliveries);
    expect(answers.map(({ status, deliveryId }) => [status, deliveryId])).toEqual(
      answers.map(() => [200, deliveries[0]]),
    );
    expect(answers.filter(({ isCopy }) => !isCopy)).toHaveLength(1);
  });

  it('are copies within one hook only, and only where there is a key', async () => {
    const tenantId = newOrganisationId();
    const hooks = [
      await aHook(house, replicas[0]!, tenantId, { settings }),
      await aHook(house, replicas[0]!, tenantId, { settings }),
    ];
    const answers = [
      await send(hooks[0]!.url, 'k'),
      await send(hooks[1]!.url, 'k'),
      await send(hooks[0]!.url, undefined),
      await send(hooks[0]!.url, undefined),
    ];
    expect(answers.map(({ isCopy }) => isCopy)).toEqual([false, false, false, false]);
    expect((await stored(tenantId)).deliveries).toHaveLength(4);
  });

  it('are known for their window, and not after it', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, replicas[0]!, tenantId, { settings });
    const first = await send(url, 'k');
    clock.advance(24 * 3_600_000 - 1);
    expect(await send(url, 'k')).toEqual({ status: 200, deliveryId: first.deliveryId, isCopy: true });
    clock.advance(1);
    expect((await send(url, 'k')).isCopy).toBe(false);
    expect((await stored(tenantId)).deliveries).toHaveLength(2);
  });

  it('leave no blob behind, and no key in clear', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, replicas[0]!, tenantId, { settings });
    const body = JSON.stringify({ big: bulk(400_000) });
    const answers = await Promise.all([send(url, 'canary-4711', body), send(url, 'canary-4711', body)]);
    expect(answers.filter(({ isCopy }) => isCopy)).toHaveLength(1);
    expect(await blobCount()).toBe(1);
    const rows = await database.asAdmin<{ text: string }>('select dedupe_key::text as text from gateway.dedupe_key');
    const needles = ['canary-4711', Buffer.from('canary-4711').toString('hex')];
    for (const { text } of rows) for (const needle of needles) expect(text).not.toContain(needle);
  });

  it('are forgotten once their window is over', async () => {
    clock.advance(25 * 3_600_000);
    await replicas[0]!.app.get(HookExpiryJob, { strict: false }).run();
    expect(await database.asAdmin('select 1 from gateway.dedupe_key')).toEqual([]);
  });
});
