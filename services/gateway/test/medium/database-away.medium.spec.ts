import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { DatabaseProxy } from './database-proxy.fake.ts';
import { aHook, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let proxy: DatabaseProxy;
let gateway: RunningService;

beforeAll(async () => {
  proxy = new DatabaseProxy(house.database.environment['EBB_DATABASE_URL']!);
  const environment = { EBB_DATABASE_URL: await proxy.start(), EBB_GATEWAY_DOOR_PORT: '0', EBB_LOG_LEVEL: 'warn' };
  gateway = await house.start(gatewayService, environment);
});
afterAll(() => proxy.stop());

describe('while the database is away', () => {
  it('senders get 503 and when to come again, nothing is promised that is not stored, and afterwards all is as before', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId);
    expect((await postJson(url, { first: true })).status).toBe(200);
    proxy.goAway();
    const answers = await Promise.all(Array.from({ length: 20 }, () => postJson(url, { lost: true })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(answers[0]?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    proxy.comeBack();
    await waitFor(async () => (await postJson(url, { again: true })).status === 200);
    const rows = await database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId]);
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });
});
