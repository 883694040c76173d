import { hookReceived } from '@ebbflow/contracts';
import type { WireMessage } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

describe('many webhooks at once', () => {
  it('are all stored, in far fewer transactions, each with one event of the same transaction', async () => {
    const tenants = [newOrganisationId(), newOrganisationId(), newOrganisationId()];
    const hooks = await Promise.all(tenants.map((tenantId) => aHook(house, gateway, tenantId)));
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        postJson(hooks[index % 3]!.url, { index }).then(({ status }) => status),
      ),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(500);
    const [stored] = await database.asAdmin<{ rows: number; transactions: number; events: number; matched: number }>(`
      select (select count(*)::int from gateway.delivery) as rows,
             (select count(distinct xmin::text)::int from gateway.delivery) as transactions,
             (select count(*)::int from gateway.outbox) as events,
             (select count(*)::int from gateway.delivery d join gateway.outbox o
                 on convert_from(o.data, 'UTF8')::jsonb ->> 'deliveryId' = d.id and o.xmin = d.xmin) as matched`);
    expect(stored).toMatchObject({ rows: 500, events: 500, matched: 500 });
    // How many depends on how they come in; one each would be 500, and the batcher's own tests fix the exact rule.
    expect(stored!.transactions).toBeLessThan(250);
  });

  it('ask vault for the key of an organisation once', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const before = house.vault.askedCount;
    await Promise.all(Array.from({ length: 50 }, () => postJson(hook.url, {})));
    expect(house.vault.askedCount - before).toBe(1);
  });
});

describe('an accepted webhook', () => {
  it('goes out as an event, keyed by its scenario, with nothing in its attributes but ids', async () => {
    const tenantId = newOrganisationId();
    const hook = await aHook(house, gateway, tenantId);
    const messages: WireMessage[] = [];
    const subscription = await house.transport.subscribe('listener', [hookReceived.topic], (batch) => {
      messages.push(...batch.filter(({ attributes }) => attributes['tenant'] === tenantId));
      return Promise.resolve();
    });
    await postJson(hook.url, { a: 1 });
    const [message] = await waitFor(() => (messages.length > 0 ? messages : undefined));
    const data = hookReceived.schema.parse(JSON.parse(message!.data.toString()));
    expect(data).toMatchObject({ tenantId, hookId: hook.hookId, sealed: { keyVersion: 1 } });
    expect(message?.key).toBe(data.scenarioId);
    expect(message?.attributes).toMatchObject({
      subject: data.deliveryId,
      type: hookReceived.type,
      source: '/ebbflow/gateway',
    });
    await subscription.close();
  });
});

describe('what a webhook carried', () => {
  const canary = 'canary-b7c1f0';

  /** Every table of the schema, every column, as text and as the bytes behind it. */
  async function tablesHolding(needle: string): Promise<string[]> {
    const tables = await database.asAdmin<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'gateway'`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const hex = Buffer.from(needle).toString('hex');
      const base64 = Buffer.from(needle).toString('base64').slice(0, -4);
      const rows = await database.asAdmin(`select 1 from ${name} as t where t::text like any ($1) limit 1`, [
        [`%${needle}%`, `%${hex}%`, `%${base64}%`, `%${Buffer.from(base64).toString('hex')}%`],
      ]);
      if (rows.length > 0) holding.push(name);
    }
    return holding;
  }

  it('lies in no table in clear: not its body, headers or query', async () => {
    const { url } = await aHook(house, gateway, newOrganisationId());
    const response = await fetch(`${url}?q=${canary}`, {
      method: 'POST',
      headers: { 'x-mark': canary, 'content-type': 'application/json' },
      body: JSON.stringify({ mark: canary }),
    });
    expect(response.status).toBe(200);
    expect(await tablesHolding(canary)).toEqual([]);
  });

  it('would be found if it did', async () => {
    await database.asAdmin(`update gateway.hook set scenario_id = $1`, [canary]);
    expect(await tablesHolding(canary)).toEqual(['gateway.hook']);
  });
});
