import { type HookStructure, hookStructureSchema } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, asOwner, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, { EBB_GATEWAY_DOOR_PORT: '0' });
});

const structureOf = async (tenantId: string, hookId: string): Promise<HookStructure> =>
  hookStructureSchema.parse((await house.askAs(gateway, tenantId, `/v1/hooks/${hookId}/structure`)).body);
const learnedOf = (tenantId: string, hookId: string) =>
  waitFor(async () => {
    const { learned, isLearning } = await structureOf(tenantId, hookId);
    return isLearning ? undefined : (learned ?? undefined);
  });

describe('the structure of a hook', () => {
  it('is learned from its first request, in names and types and no values, and from another when asked to', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId);
    await postJson(`${url}?source=shop`, { id: 7, customer: { email: 'canary@example.org' } });
    const learned = await learnedOf(tenantId, hookId);
    expect(learned.fields).toEqual([
      { name: 'source', type: 'text' },
      { name: 'id', type: 'number' },
      { name: 'customer', type: 'collection', spec: [{ name: 'email', type: 'text' }] },
    ]);
    const [row] = await house.database.asAdmin('select hook::text from gateway.hook where id = $1', [hookId]);
    expect(JSON.stringify(row)).not.toContain('canary');
    await postJson(url, { other: true });
    expect((await structureOf(tenantId, hookId)).learned).toEqual(learned);
    expect((await asOwner({ house, gateway, tenantId }, 'POST', `/v1/hooks/${hookId}/structure/relearn`)).status).toBe(
      200,
    );
    await postJson(url, { other: true });
    expect((await learnedOf(tenantId, hookId)).fields).toEqual([{ name: 'other', type: 'boolean' }]);
  });

  it('knows files by their parts and keeps none', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId);
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(100_000, 7)]), 'a.bin');
    await fetch(url, { method: 'POST', body: form });
    const [file] = (await learnedOf(tenantId, hookId)).fields;
    expect(file?.spec?.map(({ name }) => name)).toEqual(['name', 'mime', 'data']);
  });
});

describe('a hook with a data structure', () => {
  const structure = {
    strict: true,
    fields: [
      { name: 'id', type: 'number', required: true },
      {
        name: 'lines',
        type: 'array',
        spec: [{ name: 'line', type: 'collection', spec: [{ name: 'sku', type: 'text', required: true }] }],
      },
    ],
  };

  it('refuses what does not fit with the place of each fault, stores nothing of it, and takes what fits', async () => {
    const tenantId = newOrganisationId();
    const { hookId, url } = await aHook(house, gateway, tenantId);
    const body = { tenantId, structure };
    const put = await house.ask(gateway, 'PUT', `/internal/v1/hooks/${hookId}/structure`, { as: 'executor', body });
    expect(put.status).toBe(204);
    const refused = await postJson(url, { id: 'canary', lines: [{ sku: 'a' }, {}], more: 1 });
    expect(refused.status).toBe(400);
    const problem = (await refused.json()) as { code: string; errors: { pointer: string }[] };
    expect(problem.code).toBe('GATEWAY.BODY_MISMATCH');
    expect(problem.errors.map(({ pointer }) => pointer).sort()).toEqual(['/id', '/lines/1/sku', '/more']);
    expect(JSON.stringify(problem)).not.toContain('canary');
    const list = await postJson(url, [{ id: 1 }, {}]);
    expect(((await list.json()) as typeof problem).errors.map(({ pointer }) => pointer)).toEqual(['/1/id']);
    expect((await postJson(url, { id: 1, lines: [{ sku: 'a' }] })).status).toBe(200);
    expect(
      await house.database.asAdmin('select 1 from gateway.delivery where tenant_id = $1', [tenantId]),
    ).toHaveLength(1);
    expect((await asOwner({ house, gateway, tenantId }, 'DELETE', `/v1/hooks/${hookId}/structure`)).status).toBe(204);
    expect((await postJson(url, { anything: 1 })).status).toBe(200);
  });

  it('is not given one that contradicts itself', async () => {
    const tenantId = newOrganisationId();
    const { hookId } = await aHook(house, gateway, tenantId);
    const twice = {
      strict: false,
      fields: [
        { name: 'a', type: 'text' },
        { name: 'a', type: 'text' },
      ],
    };
    const answer = await asOwner({ house, gateway, tenantId }, 'PUT', `/v1/hooks/${hookId}/structure`, {
      body: { structure: twice },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/structure/fields/1/name' }] } });
  });
});
