import { request } from 'node:http';
import type { HookResponse } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { ResponseWaiters } from '../../src/door/response-waiters.ts';
import { gatewayService } from '../../src/index.ts';
import { aHook, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const { database } = house;
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

const answer: HookResponse = {
  status: 201,
  headers: [
    ['Content-Type', 'text/xml'],
    ['Transfer-Encoding', 'chunked'],
    ['X-Twice', 'a'],
    ['X-Twice', 'b'],
  ],
  body: Buffer.from('<made/>').toString('base64'),
};

function waiters(service: RunningService = gateway): ResponseWaiters {
  return service.app.get(ResponseWaiters, { strict: false });
}
/** The event of the one delivery of this organisation. */
async function received(tenantId: string): Promise<{ deliveryId: string; replyTo?: string }> {
  const row = await waitFor(async () => {
    const rows = await database.asAdmin<{ data: Buffer }>('select data from gateway.outbox where tenant_id = $1', [
      tenantId,
    ]);
    return rows[0];
  });
  return JSON.parse(row.data.toString()) as { deliveryId: string; replyTo?: string };
}
function respond(service: RunningService, deliveryId: string, body: unknown = answer) {
  return house.ask(service, 'POST', `/internal/v1/deliveries/${deliveryId}/response`, { as: 'executor', body });
}

describe('a hook whose scenario answers itself', () => {
  it('gives it the plain answer when the time is over that the hook itself sets', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId, { responds: true, settings: { responseTimeoutSeconds: 1 } });
    const beganAt = performance.now();
    const response = await postJson(url, {});
    expect([response.status, await response.text()]).toEqual([200, 'Accepted']);
    // The service's own setting is three minutes.
    expect(performance.now() - beganAt).toBeLessThan(30_000);
    expect((await respond(gateway, (await received(tenantId)).deliveryId)).status).toBe(404);
  });

  it('keeps the sender on the line, tells the executor where, and passes the answer on without what belongs to the connection', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId, { responds: true });
    const sending = postJson(url, {});
    const { deliveryId, replyTo } = await received(tenantId);
    expect(replyTo).toBe(gateway.url);
    expect((await respond(gateway, deliveryId)).status).toBe(204);
    const response = await sending;
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-twice')]).toEqual([
      201,
      'text/xml',
      'a, b',
    ]);
    expect([response.headers.get('transfer-encoding'), response.headers.get('content-length')]).toEqual([null, '7']);
    expect(await response.text()).toBe('<made/>');
  });

  it('passes on an answer as large as what a webhook may bring in', async () => {
    const tenantId = newOrganisationId();
    const sending = postJson((await aHook(house, gateway, tenantId, { responds: true })).url, {});
    const { deliveryId } = await received(tenantId);
    const body = Buffer.alloc(5_242_880, 'a').toString('base64');
    expect((await respond(gateway, deliveryId, { status: 200, headers: [], body })).status).toBe(204);
    expect((await (await sending).arrayBuffer()).byteLength).toBe(5_242_880);
  });

  it('takes the first answer only', async () => {
    const tenantId = newOrganisationId();
    const sending = postJson((await aHook(house, gateway, tenantId, { responds: true })).url, {});
    const { deliveryId } = await received(tenantId);
    await respond(gateway, deliveryId);
    await sending;
    expect(await respond(gateway, deliveryId)).toMatchObject({ status: 404, body: { code: 'GATEWAY.NOBODY_WAITS' } });
  });

  it('sends the plain answer when the time is over, and keeps no place for it', async () => {
    const hasty = await house.start(gatewayService, {
      EBB_GATEWAY_DOOR_PORT: '0',
      EBB_GATEWAY_RESPONSE_TIMEOUT: '50ms',
    });
    const tenantId = newOrganisationId();
    const response = await postJson((await aHook(house, hasty, tenantId, { responds: true })).url, {});
    expect([response.status, await response.text()]).toEqual([200, 'Accepted']);
    expect(waiters(hasty).size).toBe(0);
    expect((await respond(hasty, (await received(tenantId)).deliveryId)).status).toBe(404);
  });

  it('forgets a sender who hangs up, while the delivery stays', async () => {
    const tenantId = newOrganisationId();
    const { url } = await aHook(house, gateway, tenantId, { responds: true });
    const sender = request(url, { method: 'POST' });
    sender.on('error', () => undefined);
    sender.end('{}');
    const { deliveryId } = await received(tenantId);
    expect(waiters().size).toBe(1);
    sender.destroy();
    await waitFor(() => waiters().size === 0);
    expect((await respond(gateway, deliveryId)).status).toBe(404);
  });

  it('lets go of everybody when it stops, with the plain answer', async () => {
    const stopping = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
    const tenantId = newOrganisationId();
    const sending = postJson((await aHook(house, stopping, tenantId, { responds: true })).url, {});
    await received(tenantId);
    await stopping.stop();
    expect([(await sending).status, waiters(stopping).size]).toEqual([200, 0]);
  });

  it('does not let anybody but the executor answer', async () => {
    for (const as of ['console', 'log-store', 'vault'] as const) {
      expect(
        (await house.ask(gateway, 'POST', '/internal/v1/deliveries/dlv_x/response', { as, body: answer })).status,
      ).toBe(403);
    }
    expect((await house.ask(gateway, 'POST', '/internal/v1/deliveries/dlv_x/response', { body: answer })).status).toBe(
      401,
    );
  });
});
