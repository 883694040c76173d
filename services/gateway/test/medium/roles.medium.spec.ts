import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
const tenantId = newOrganisationId();
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
  await postJson((await aHook(house, gateway, tenantId)).url, {});
});

function as(role: string, sql: string) {
  return database.asAdmin<{ count: number }>(sql, [], role);
}

describe('the roles of the gateway', () => {
  it('that insert deliveries may not read one', async () => {
    await expect(as('ebb_gateway_writer', 'select id from gateway.delivery')).rejects.toThrow(/permission denied/);
    await expect(as('ebb_gateway_writer', 'select token from gateway.hook')).rejects.toThrow(/permission denied/);
  });

  it('that answer questions see nothing without an organisation, may not insert deliveries, and change only what erases them', async () => {
    for (const table of ['hook', 'delivery', 'held_delivery', 'hook_claim', 'dedupe_key']) {
      expect(await as('ebb_gateway', `select count(*)::int from gateway.${table}`)).toEqual([{ count: 0 }]);
    }
    expect(await as('ebb_gateway', 'delete from gateway.delivery returning id')).toEqual([]);
    const insert = `insert into gateway.delivery (tenant_id, id, hook_id, scenario_id, received_at, key_version, request_sealed)
                    values ('o', 'd', 'h', 's', now(), 1, '')`;
    await expect(as('ebb_gateway', insert)).rejects.toThrow(/permission denied/);
    await expect(as('ebb_gateway', 'update gateway.delivery set key_version = 2')).rejects.toThrow(/permission denied/);
  });

  it('that look a hook up by its token may change none', async () => {
    expect(await as('ebb_gateway_worker', 'select count(*)::int from gateway.hook')).toEqual([{ count: 1 }]);
    await expect(as('ebb_gateway_worker', 'update gateway.hook set enabled = true')).rejects.toThrow(
      /permission denied/,
    );
    await expect(as('ebb_gateway_worker', `update gateway.hook set token = 'x'`)).rejects.toThrow(/permission denied/);
  });

  it('reach no day of the delivery table past the policies of the whole', async () => {
    const days = await database.asAdmin<{ name: string }>(
      `select tablename as name from pg_tables where tablename like 'delivery\\_p%'`,
    );
    expect(days.length).toBeGreaterThan(0);
    for (const { name } of days)
      await expect(as('ebb_gateway_worker', `select 1 from gateway.${name}`)).rejects.toThrow(/permission denied/);
  });
});
