import type { TenantKeyAnswer } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const EBB_VAULT_ROOT_KEY = aRootKey();
let vault: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY });
  caller = new VaultCaller(house, vault);
});

describe('a tenant’s payload key', () => {
  it('is made on first use and is the same for everyone who may have it, ever after', async () => {
    const tenantId = newOrganisationId();
    const first = await caller.readKey(tenantId);
    expect(first.status).toBe(200);
    const answer = first.body as TenantKeyAnswer;
    expect(answer).toMatchObject({ tenantId, version: 1 });
    expect(Buffer.from(answer.key, 'base64')).toHaveLength(32);
    expect(first.headers.get('cache-control')).toBe('no-store');
    for (const as of ['gateway', 'executor', 'log-store'] as const) {
      expect((await caller.readKey(tenantId, undefined, as)).body).toEqual(answer);
      expect((await caller.readKey(tenantId, 1, as)).body).toEqual(answer);
    }
    expect((await caller.readKey(newOrganisationId())).body).not.toMatchObject({ key: answer.key });
  });

  it('is one and the same for twenty first readers at two replicas of vault', async () => {
    const replica = await house.start(vaultService, { EBB_VAULT_ROOT_KEY });
    const other = new VaultCaller(house, replica);
    for (let round = 0; round < 5; round += 1) {
      const tenantId = newOrganisationId();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? other : caller).readKey(tenantId)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
      expect(new Set(answers.map(({ body }) => (body as TenantKeyAnswer).key)).size).toBe(1);
      const rows = await house.database.asAdmin('select 1 from vault.tenant_key where tenant_id = $1', [tenantId]);
      expect(rows).toHaveLength(1);
    }
  });

  it('is not made by asking for a version that never was', async () => {
    const tenantId = newOrganisationId();
    expect(await caller.readKey(tenantId, 1)).toMatchObject({
      status: 404,
      body: { code: 'VAULT.UNKNOWN_KEY_VERSION' },
    });
    await caller.readKey(tenantId);
    expect(codeOf(await caller.readKey(tenantId, 2))).toBe('VAULT.UNKNOWN_KEY_VERSION');
  });

  it('lies in the database wrapped only', async () => {
    const tenantId = newOrganisationId();
    const { key } = (await caller.readKey(tenantId)).body as TenantKeyAnswer;
    const [row] = await house.database.asAdmin<{ wrapped: Buffer }>(
      'select wrapped_key_sealed as wrapped from vault.tenant_key where tenant_id = $1',
      [tenantId],
    );
    expect(row?.wrapped.includes(Buffer.from(key, 'base64'))).toBe(false);
  });

  it('does not open in the row of another tenant, purpose or version', async () => {
    const [mine, other] = [newOrganisationId(), newOrganisationId()];
    await caller.readKey(mine);
    await caller.readKey(other);
    await caller.create(mine);
    const move = `update vault.tenant_key set wrapped_key_sealed =
      (select wrapped_key_sealed from vault.tenant_key where tenant_id = $2 and purpose = $3) where tenant_id = $1 and purpose = 'payload'`;
    for (const [from, purpose] of [
      [other, 'payload'],
      [mine, 'secrets'],
    ]) {
      await house.database.asAdmin(move, [mine, from, purpose]);
      expect(await caller.readKey(mine)).toMatchObject({ status: 500, body: { code: 'HOST.INTERNAL' } });
    }
    const third = newOrganisationId();
    await caller.readKey(third);
    await house.database.asAdmin('update vault.tenant_key set version = 2 where tenant_id = $1', [third]);
    expect((await caller.readKey(third)).status).toBe(500);
  });

  it('is gone with 410 once destroyed, and is not made anew', async () => {
    const tenantId = newOrganisationId();
    await caller.readKey(tenantId);
    await house.database.asAdmin(
      `update vault.tenant_key set state = 'destroyed', wrapped_key_sealed = null, destroyed_at = now() where tenant_id = $1`,
      [tenantId],
    );
    for (const version of [undefined, 1]) {
      expect(await caller.readKey(tenantId, version)).toMatchObject({
        status: 410,
        body: { code: 'VAULT.KEY_DESTROYED' },
      });
    }
  });

  it('is refused for something that is no organisation', async () => {
    for (const tenantId of [
      '',
      'org_1',
      "org_0193f5a0c0de7000800000000000a001'; drop table x; --",
      'usr_0193f5a0c0de7000800000000000a001',
    ]) {
      expect(await caller.readKey(tenantId)).toMatchObject({ status: 400, body: { code: 'VAULT.BAD_TENANT' } });
    }
  });

  it('is kept from every other service, and from people', async () => {
    const body = { tenantId: newOrganisationId() };
    const path = '/internal/v1/tenant-keys/read';
    for (const as of ['console', 'vault'] as const) {
      expect((await house.ask(vault, 'POST', path, { as, body })).status).toBe(403);
    }
    expect((await house.ask(vault, 'POST', path, { body })).status).toBe(401);
    expect((await caller.person(body.tenantId, 'POST', path, { body })).status).toBe(403);
  });

  it('cannot be chosen to be a `secrets` key', async () => {
    const tenantId = newOrganisationId();
    await caller.create(tenantId);
    const path = '/internal/v1/tenant-keys/read';
    const asked = await house.ask(vault, 'POST', path, { as: 'executor', body: { tenantId, purpose: 'secrets' } });
    const purposes = await house.database.asAdmin(
      'select purpose from vault.tenant_key where tenant_id = $1 order by 1',
      [tenantId],
    );
    // It made and answered the payload key, whatever else was said.
    expect(asked.status).toBe(200);
    expect(purposes).toEqual([{ purpose: 'payload' }, { purpose: 'secrets' }]);
    expect((await caller.readKey(tenantId)).body).toEqual(asked.body);
  });
});
