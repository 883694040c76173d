import type { TenantKeyAnswer, TenantKeyVersions } from '@ebbflow/contracts';
import { KeyDestroyedError, openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import { ExpectedError, ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { auditFactsOf, newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { KeysUpkeepJob } from '../../src/keys/keys-upkeep.job.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const clock = new ManualClock();
const house = testHouse([vaultService], clock);
let vault: RunningService;
let caller: VaultCaller;

/** As another service caches them: over HTTP, on the same clock. */
function cacheOfAConsumer(): TenantKeys {
  const read = async (tenantId: string, version?: number): Promise<TenantKeyAnswer> => {
    const { status, body } = await caller.readKey(tenantId, version);
    if (status !== 200) throw new ExpectedError(String(codeOf({ body } as never)), status, 'Refused.');
    return body as TenantKeyAnswer;
  };
  return new TenantKeys({ read }, { clock });
}

const destroy = (tenantId: string) =>
  house.ask(vault, 'DELETE', `/internal/v1/tenant-keys/${tenantId}`, { as: 'retention' });
const rotate = (tenantId: string) =>
  house.ask(vault, 'POST', '/internal/v1/tenant-keys/rotations', { as: 'vault', body: { tenantId } });
const versionsOf = async (tenantId: string): Promise<string[]> => {
  const { body } = await house.ask(vault, 'GET', `/internal/v1/tenant-keys/${tenantId}`, { as: 'retention' });
  return (body as TenantKeyVersions).items.map(
    ({ purpose, version, state }) => `${purpose} ${String(version)} ${state}`,
  );
};
const contextOf = (tenant: string) => ({ tenant, object: 'dlv_1', field: 'delivery.request', version: 1 });

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  caller = new VaultCaller(house, vault);
});

describe('the crypto-shred of an organisation', () => {
  it('ends every use of its keys: at vault at once, in every cache within sixty seconds', async () => {
    const tenant = newOrganisationId();
    const keys = cacheOfAConsumer();
    const sealed = sealPayload(await keys.current(tenant), contextOf(tenant), Buffer.from('personal'));
    const answer = await destroy(tenant);
    expect([answer.status, answer.body]).toEqual([200, { destroyed: 1 }]);
    expect(await caller.readKey(tenant)).toMatchObject({ status: 410, body: { code: 'VAULT.KEY_DESTROYED' } });
    expect(await caller.readKey(tenant, 1)).toMatchObject({ status: 410 });
    expect(await caller.create(tenant)).toMatchObject({ status: 410 });
    expect(openPayload(await keys.version(tenant, 1), contextOf(tenant), sealed).toString()).toBe('personal');
    clock.advance(60_000);
    await expect(keys.version(tenant, 1)).rejects.toThrow(KeyDestroyedError);
    await expect(keys.current(tenant)).rejects.toThrow(KeyDestroyedError);
  });

  it('leaves tombstones for both purposes, of which nothing can be opened, and can be done twice', async () => {
    const tenant = newOrganisationId();
    await caller.readKey(tenant);
    await rotate(tenant);
    expect((await destroy(tenant)).body).toEqual({ destroyed: 2 });
    expect((await destroy(tenant)).body).toEqual({ destroyed: 0 });
    expect(await versionsOf(tenant)).toEqual(['payload 2 destroyed', 'payload 1 destroyed', 'secrets 1 destroyed']);
    expect((await rotate(tenant)).status).toBe(410);
    expect(
      (await auditFactsOf(house.database, 'vault', tenant)).map(({ action, actor, facts }) => [
        action,
        actor.kind,
        facts,
      ]),
    ).toEqual([
      ['tenant-key.rotated', 'system', { purpose: 'payload', version: 2 }],
      ['tenant-key.destroyed', 'system', { destroyed: 2 }],
    ]);
    const rows = await house.database.asAdmin(
      'select 1 from vault.tenant_key where tenant_id = $1 and wrapped_key_sealed is not null',
      [tenant],
    );
    expect(rows).toEqual([]);
  });

  it('takes along what is kept for repeated requests, of that organisation alone', async () => {
    const [tenant, other] = [newOrganisationId(), newOrganisationId()];
    const kept = (tenantId: string): Promise<object[]> =>
      house.database.asAdmin('select answer_sealed from vault.idempotency where tenant_id = $1', [tenantId]);
    for (const organisationId of [tenant, other]) {
      const secret = { kind: 'aes', key: Buffer.alloc(32, 1).toString('base64') };
      const { status } = await house.ask(vault, 'POST', '/v1/keys', {
        as: 'console',
        principal: { organisationId, userId: null, scopes: ['*'], kind: 'user' },
        body: { name: 'canary', secret },
        headers: { 'idempotency-key': 'once' },
      });
      expect(status).toBe(201);
      expect(await kept(organisationId)).toEqual([{ answer_sealed: expect.any(Buffer) as unknown }]);
    }
    await destroy(tenant);
    expect(await kept(tenant)).toEqual([]);
    expect(await kept(other)).toHaveLength(1);
  });

  it('of one that never had a key keeps it from ever getting one', async () => {
    const tenant = newOrganisationId();
    await destroy(tenant);
    expect((await caller.readKey(tenant)).status).toBe(410);
    expect((await caller.create(tenant)).status).toBe(410);
  });

  it('beside rotations and first readers leaves no key alive', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tenant = newOrganisationId();
      if (round % 2) await caller.readKey(tenant);
      await Promise.all([rotate(tenant), destroy(tenant), caller.readKey(tenant), rotate(tenant)]);
      expect((await versionsOf(tenant)).filter((version) => version.endsWith('active'))).toEqual([]);
    }
  });

  it('leaves other organisations alone, and is for retention', async () => {
    const [mine, other] = [newOrganisationId(), newOrganisationId()];
    await caller.readKey(mine);
    await caller.readKey(other);
    await destroy(mine);
    expect((await caller.readKey(other)).status).toBe(200);
    const path = `/internal/v1/tenant-keys/${other}`;
    // Vault's own key is the operator's on its machine (`ebbflow keys shred`).
    for (const as of ['gateway', 'executor', 'console', 'identity'] as const) {
      expect((await house.ask(vault, 'DELETE', path, { as })).status).toBe(403);
    }
    expect((await house.ask(vault, 'POST', '/internal/v1/tenant-keys/rotations', { as: 'retention' })).status).toBe(
      403,
    );
    expect((await destroy('org_1')).status).toBe(400);
    expect((await caller.readKey(other)).status).toBe(200);
  });
});

describe('a rotation of an organisation’s keys', () => {
  const upkeep = (): Promise<void> => vault.app.get(KeysUpkeepJob, { strict: false }).run();
  const hookId = 'hok_0193f5a0c0de7000800000000000a001';
  const hookSecrets = async (tenantId: string): Promise<unknown> =>
    (await house.ask(vault, 'POST', '/internal/v1/hook-secrets/read', { as: 'gateway', body: { tenantId, hookId } }))
      .body;

  it('is used by consumers within sixty seconds, and what the older version sealed stays readable', async () => {
    const tenant = newOrganisationId();
    const keys = cacheOfAConsumer();
    const sealed = sealPayload(await keys.current(tenant), contextOf(tenant), Buffer.from('before'));
    await rotate(tenant);
    clock.advance(60_000);
    expect((await keys.current(tenant)).version).toBe(2);
    expect(openPayload(await keys.version(tenant, 1), contextOf(tenant), sealed).toString()).toBe('before');
    expect((await keys.version(tenant, 1)).keyObject.equals((await keys.current(tenant)).keyObject)).toBe(false);
  });

  it('moves vault’s own secrets to the younger version and retires the older one an hour after', async () => {
    const tenant = newOrganisationId();
    await caller.addHookSecret(tenant, hookId, 'secret-of-a-sender');
    const connection = await caller.created(tenant);
    const lease = (await caller.lease(tenant, connection)).body;
    await rotate(tenant);
    await upkeep();
    for (const table of ['connection', 'hook_secret']) {
      const rows = await house.database.asAdmin(`select key_version from vault.${table} where tenant_id = $1`, [
        tenant,
      ]);
      expect([table, rows]).toEqual([table, [{ key_version: 2 }]]);
    }
    expect(await versionsOf(tenant)).toEqual(['secrets 2 active', 'secrets 1 active']);
    clock.advance(61 * 60_000);
    await upkeep();
    expect(await versionsOf(tenant)).toEqual(['secrets 2 active', 'secrets 1 destroyed']);
    expect(await hookSecrets(tenant)).toMatchObject({ secrets: ['secret-of-a-sender'] });
    expect((await caller.lease(tenant, connection)).body).toMatchObject({
      headers: (lease as { headers: unknown }).headers,
    });
    expect((await caller.create(tenant)).status).toBe(201);
  });

  it('does not retire a version something lies under, and lets a swapped secret stay unreadable', async () => {
    const tenant = newOrganisationId();
    const [first, second] = [await caller.created(tenant), await caller.created(tenant, { name: 'Other' })];
    await house.database.asAdmin(
      `update vault.connection set secret_sealed = (select secret_sealed from vault.connection where id = $2) where id = $1`,
      [first, second],
    );
    await rotate(tenant);
    // A row that does not open at all keeps its version alive.
    const third = await caller.created(newOrganisationId());
    const stranger =
      (
        await house.database.asAdmin<{ tenant: string }>(
          'select tenant_id as tenant from vault.connection where id = $1',
          [third],
        )
      )[0]?.tenant ?? '';
    await rotate(stranger);
    await house.database.asAdmin(`update vault.connection set secret_sealed = 'nonsense' where id = $1`, [third]);
    clock.advance(61 * 60_000);
    await upkeep();
    expect(await versionsOf(stranger)).toEqual(['secrets 2 active', 'secrets 1 active']);
    expect(await versionsOf(tenant)).toEqual(['secrets 2 active', 'secrets 1 destroyed']);
    expect((await caller.lease(tenant, first)).status).toBe(500);
    expect((await caller.lease(tenant, second)).status).toBe(200);
  });

  it('knows every column that is sealed under a tenant’s key', async () => {
    const rows = await house.database.asAdmin<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'vault' and column_name like '%\\_sealed' and column_name <> 'secret_sealed' order by 1`,
    );
    // A consent under way lives shorter than the hour after which a version is retired; kept answers lie under the service's own key.
    const known = [
      'idempotency.answer_sealed',
      'oauth_attempt.verifier_sealed',
      'root_key_check.check_sealed',
      'tenant_key.wrapped_key_sealed',
      'wrapping_key.key_sealed',
    ];
    expect(known).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
    const unready = await house.database.asAdmin(
      `select table_name from information_schema.columns where table_schema = 'vault' and column_name = 'secret_sealed'
          and not (has_column_privilege('ebb_vault', 'vault.' || table_name, 'secret_sealed', 'update')
               and has_column_privilege('ebb_vault', 'vault.' || table_name, 'key_version', 'update'))`,
    );
    expect(unready).toEqual([]);
  });
});
