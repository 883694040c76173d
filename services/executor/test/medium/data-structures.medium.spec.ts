import type { DataStore, DataStructure } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';
import { asOrganisation, codeOf, type Organisation } from '../support/organisation.ts';

const house = executorHouse();
let executor: RunningService;
let mine: Organisation;

const fields = [
  { name: 'order', type: 'text', required: true },
  { name: 'total', type: 'number' },
];

beforeAll(async () => {
  executor = await house.start({ EBB_DATA_STORES_SWEEP: '1s' });
  mine = asOrganisation(house, executor, house.tenantId);
});
afterEach(() => {
  house.gateway.isAway = false;
});

async function aStructure(more: object = {}): Promise<DataStructure> {
  const { status, body } = await mine('POST', '/v1/data-structures', { body: { name: 'Order', fields, ...more } });
  expect(status).toBe(201);
  return body as DataStructure;
}

describe('a data structure', () => {
  it('is made, read off a sample, listed, changed and deleted', async () => {
    const inferred = await mine('POST', '/v1/data-structures/infer', {
      body: { sample: { order: 'o', lines: [{ n: 1 }] } },
    });
    expect(inferred.body).toMatchObject({
      fields: [
        { name: 'order', type: 'text' },
        { name: 'lines', type: 'array' },
      ],
    });
    const structure = await aStructure(inferred.body as object);
    const path = `/v1/data-structures/${structure.id}`;
    expect((await mine('GET', path)).headers.get('etag')).toBe('"1"');
    expect((await mine('PATCH', path, { body: { strict: true } })).status).toBe(428);
    const changed = await mine('PATCH', path, { ifMatch: '"1"', body: { strict: true } });
    expect(changed.body).toMatchObject({ strict: true, revision: 2 });
    expect(codeOf(await mine('PATCH', path, { ifMatch: '"1"', body: {} }))).toBe('EXECUTOR.VERSION_CONFLICT');
    expect(JSON.stringify((await mine('GET', '/v1/data-structures')).body)).toContain(structure.id);
    for (let time = 0; time < 2; time += 1) expect((await mine('DELETE', path)).status).toBe(204);
    expect(codeOf(await mine('GET', path))).toBe('EXECUTOR.DATA_STRUCTURE_NOT_FOUND');
  });

  it('that cannot be meant is refused with its place, and another organisation does not see it', async () => {
    const twice = await mine('POST', '/v1/data-structures', { body: { name: 'x', fields: [fields[0], fields[0]] } });
    expect(twice).toMatchObject({ status: 400, body: { errors: [{ pointer: '/fields/1/name' }] } });
    const stranger = asOrganisation(house, executor, newOrganisationId());
    expect((await stranger('GET', `/v1/data-structures/${(await aStructure()).id}`)).status).toBe(404);
    expect((await mine('GET', '/v1/data-structures', { scopes: ['data-stores:read'] })).status).toBe(403);
  });

  it('holds the records of its store, and cannot be deleted meanwhile', async () => {
    const structure = await aStructure({ strict: true });
    const body = { name: 'Orders', maxBytes: 1_048_576, structureId: structure.id };
    const store = (await mine('POST', '/v1/data-stores', { body })).body as DataStore;
    const records = `/v1/data-stores/${store.id}/records`;
    const wrong = await mine('POST', records, { body: { data: { total: 'many', more: 1 } } });
    const pointers = (wrong.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect([wrong.status, codeOf(wrong), pointers.sort()]).toEqual([
      400,
      'EXECUTOR.RECORD_INVALID',
      ['/data/more', '/data/order', '/data/total'],
    ]);
    expect((await mine('POST', records, { body: { data: { order: 'o', total: '5' } } })).body).toMatchObject({
      data: { order: 'o', total: 5 },
    });
    expect(codeOf(await mine('DELETE', `/v1/data-structures/${structure.id}`))).toBe('EXECUTOR.DATA_STRUCTURE_IN_USE');
    const nobody = await mine('POST', '/v1/data-stores', {
      body: { ...body, structureId: structure.id.replace(/.$/, 'g') },
    });
    expect(nobody.status).toBe(400);
    const unknown = await mine('POST', '/v1/data-stores', {
      body: { ...body, structureId: store.id.replace('dst', 'dsr') },
    });
    expect(codeOf(unknown)).toBe('EXECUTOR.UNKNOWN_STRUCTURE');
  });

  it('is told to the gateway for its webhooks, also after a change the gateway was away for', async () => {
    const structure = await aStructure();
    await house.import(executor, aBlueprint().build());
    const hookId = [...house.gateway.hooks.keys()].at(-1) ?? '';
    const link = `/v1/data-structures/${structure.id}/hooks/${hookId}`;
    expect((await mine('PUT', link)).status).toBe(204);
    expect(house.gateway.structures.get(hookId)).toEqual({ fields, strict: false });
    house.gateway.isAway = true;
    const path = `/v1/data-structures/${structure.id}`;
    expect((await mine('PATCH', path, { ifMatch: '"1"', body: { strict: true } })).status).toBe(200);
    expect(house.gateway.structures.get(hookId)?.strict).toBe(false);
    house.gateway.isAway = false;
    await waitFor(() => house.gateway.structures.get(hookId)?.strict === true, { what: 'the gateway to be told' });
    expect((await mine('DELETE', link)).status).toBe(204);
    expect(house.gateway.structures.get(hookId)).toBeNull();
    const nobody = await mine('PUT', `${path}/hooks/${hookId.replace(/.$/, '0')}f`);
    expect(codeOf(nobody)).toBe('EXECUTOR.HOOK_NOT_FOUND');
  });
});
