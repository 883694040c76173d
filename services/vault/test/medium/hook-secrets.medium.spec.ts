import { type HookSecret, hookSecretsLeaseSchema, type ServiceName } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { auditFactsOf, newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aRootKey, codeOf } from './vault-fixture.ts';

const house = testHouse([vaultService], new ManualClock());
let vault: RunningService;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
});

function asOwner(organisationId: string, verb: 'add' | 'list' | 'remove', of: object, as: ServiceName = 'gateway') {
  const principal = { organisationId, userId: null, scopes: [], kind: 'api-token' };
  return house.ask(vault, 'POST', `/internal/v1/hook-secrets/${verb}`, { as, body: { principal, ...of } });
}
async function added(tenantId: string, hookId: string, secret: string): Promise<string> {
  return ((await asOwner(tenantId, 'add', { hookId, secret })).body as HookSecret).id;
}
async function lease(tenantId: string, hookId: string): Promise<readonly string[]> {
  const body = { tenantId, hookId };
  const answer = await house.ask(vault, 'POST', '/internal/v1/hook-secrets/read', { as: 'gateway', body });
  return hookSecretsLeaseSchema.parse(answer.body).secrets;
}

describe('the secrets of a hook', () => {
  it('are lent to the gateway, newest first, and told to nobody who has them set', async () => {
    const [tenantId, hookId] = [newOrganisationId(), newId('hok')];
    const first = await added(tenantId, hookId, 'canary-secret-1');
    const second = await added(tenantId, hookId, 'canary-secret-2');
    expect(await lease(tenantId, hookId)).toEqual(['canary-secret-2', 'canary-secret-1']);
    const list = await asOwner(tenantId, 'list', { hookId });
    expect((list.body as { items: HookSecret[] }).items.map(({ id }) => id)).toEqual([second, first]);
    expect(JSON.stringify(list.body)).not.toContain('canary');
    for (const _ of [1, 2]) expect((await asOwner(tenantId, 'remove', { hookId, secretId: first })).status).toBe(204);
    expect(await lease(tenantId, hookId)).toEqual(['canary-secret-2']);
    const facts = await auditFactsOf(house.database, 'vault', tenantId);
    expect(facts.map(({ action, object }) => [action, object.id])).toEqual([
      ['hook-secret.added', first],
      ['hook-secret.added', second],
      ['hook-secret.removed', first],
    ]);
    expect(JSON.stringify(facts)).not.toContain('canary');
  });

  it('are three at most, however many come at once', async () => {
    const [tenantId, hookId] = [newOrganisationId(), newId('hok')];
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => asOwner(tenantId, 'add', { hookId, secret: `secret-${String(n)}-x` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(codeOf))).toEqual(
      new Set(['VAULT.TOO_MANY_HOOK_SECRETS']),
    );
    expect(await lease(tenantId, hookId)).toHaveLength(3);
  });

  it('are nobody else’s: no other organisation’s, and no other service’s than the gateway’s', async () => {
    const [tenantId, hookId] = [newOrganisationId(), newId('hok')];
    await added(tenantId, hookId, 'canary-secret-3');
    expect(await lease(newOrganisationId(), hookId)).toEqual([]);
    const body = { tenantId, hookId };
    for (const as of ['executor', 'console'] as const)
      expect((await house.ask(vault, 'POST', '/internal/v1/hook-secrets/read', { as, body })).status).toBe(403);
    for (const as of ['executor', 'console'] as const)
      expect((await asOwner(tenantId, 'add', { hookId, secret: 'whatever' }, as)).status).toBe(403);
    expect((await asOwner(tenantId, 'add', { hookId: 'not-a-hook', secret: 'whatever' })).status).toBe(404);
  });

  it('do not open in the row of another hook', async () => {
    const [tenantId, hookId, other] = [newOrganisationId(), newId('hok'), newId('hok')];
    await added(tenantId, hookId, 'canary-secret-4');
    await house.database.asAdmin('update vault.hook_secret set hook_id = $1 where hook_id = $2', [other, hookId]);
    const asked = { as: 'gateway' as const, body: { tenantId, hookId: other } };
    const answer = await house.ask(vault, 'POST', '/internal/v1/hook-secrets/read', asked);
    expect([answer.status, JSON.stringify(answer.body).includes('canary')]).toEqual([500, false]);
  });

  it('go with their hook', async () => {
    const [tenantId, hookId] = [newOrganisationId(), newId('hok')];
    await added(tenantId, hookId, 'canary-secret-5');
    const path = `/internal/v1/hook-secrets/${hookId}?tenantId=${tenantId}`;
    expect((await house.ask(vault, 'DELETE', path, { as: 'gateway' })).status).toBe(204);
    expect(await house.database.asAdmin('select 1 from vault.hook_secret where hook_id = $1', [hookId])).toEqual([]);
  });
});

describe('the secret of a log stream', () => {
  it('is the last one that was given, lent to the log store alone, and gone with the stream', async () => {
    const [tenantId, logStreamId] = [newOrganisationId(), newId('lst')];
    const path = '/internal/v1/log-stream-secrets';
    const ask = (as: ServiceName, method: string, more = '', body?: object) =>
      house.ask(vault, method, `${path}${more}`, { as, ...(body && { body: { tenantId, logStreamId, ...body } }) });
    const read = async (): Promise<unknown> => (await ask('log-store', 'POST', '/read', {})).body;
    expect(await read()).toEqual({ secret: null });
    for (const secret of ['canary-1', 'canary-2', 'canary-3', 'canary-4'])
      expect((await ask('log-store', 'PUT', '', { secret })).status).toBe(204);
    expect(await read()).toEqual({ secret: 'canary-4' });
    for (const as of ['executor', 'gateway', 'console'] as const) {
      expect((await ask(as, 'PUT', '', { secret: 'mine' })).status).toBe(403);
      expect((await ask(as, 'POST', '/read', {})).status).toBe(403);
    }
    expect((await ask('log-store', 'POST', '/read', { logStreamId: newId('hok') })).status).toBe(400);
    expect((await ask('log-store', 'DELETE', `/${logStreamId}?tenantId=${tenantId}`)).status).toBe(204);
    expect(await read()).toEqual({ secret: null });
  });
});
