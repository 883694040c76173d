import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RootKeyStatus } from '@ebbflow/contracts';
import { generateRootKey } from '@ebbflow/crypto';
import { loadRootKey, RawAesKeyWrapper, SecretEnvelope } from '@ebbflow/crypto/secrets';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aRootKey, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-rotation-'));
const file = join(folder, 'root-key');
const previous = join(folder, 'root-key.previous');
const settings = { EBB_VAULT_ROOT_KEY_FILE: file, EBB_VAULT_ROOT_KEY_PREVIOUS_FILE: previous };
let vault: RunningService;
let caller: VaultCaller;

const statusOf = async (service = vault): Promise<RootKeyStatus> =>
  (await house.ask(service, 'GET', '/internal/v1/root-key', { as: 'vault' })).body as RootKeyStatus;
const rotate = (service = vault) => house.ask(service, 'POST', '/internal/v1/root-key/rotations', { as: 'vault' });
const settled = async (): Promise<RootKeyStatus> => {
  let status = await statusOf();
  await waitFor(async () => (status = await statusOf()).state === 'settled');
  return status;
};
function putNewRootKey(): string {
  renameSync(file, previous);
  return generateRootKey(file);
}

beforeAll(async () => {
  generateRootKey(file);
  vault = await house.start(vaultService, settings);
  caller = new VaultCaller(house, vault);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a rotation of the root key', () => {
  it('moves every tenant’s key under the new one while both replicas go on reading and making keys, and none fails', async () => {
    const replica = new VaultCaller(house, await house.start(vaultService, settings));
    const tenants = Array.from({ length: 40 }, () => newOrganisationId());
    const keys = new Map<string, unknown>();
    for (const tenant of tenants) keys.set(tenant, (await caller.readKey(tenant)).body);
    const before = await statusOf();
    const fingerprint = putNewRootKey();
    const done = new AbortController();
    const reading = (async () => {
      const failed: unknown[] = [];
      while (!done.signal.aborted) {
        for (const [index, tenant] of tenants.entries()) {
          const answer = await (index % 2 ? replica : caller).readKey(tenant);
          if (answer.status !== 200) failed.push(answer.body);
        }
        const made = await replica.readKey(newOrganisationId());
        if (made.status !== 200) failed.push(made.body);
      }
      return failed;
    })();
    expect((await rotate()).status).toBe(202);
    const status = await settled();
    // The other replica still wraps under the key that is gone now, and finds that out by itself.
    const late = newOrganisationId();
    expect((await replica.readKey(late)).status).toBe(200);
    done.abort();
    expect(await reading).toEqual([]);
    expect(status).toMatchObject({ rootKey: fingerprint, sealedUnder: fingerprint, previousRootKey: before.rootKey });
    expect(status.generation).toBe(before.generation + 1);
    for (const tenant of tenants) expect((await caller.readKey(tenant)).body).toEqual(keys.get(tenant));
    const rows = await house.database.asAdmin('select distinct root_key_fingerprint as root from vault.tenant_key');
    expect(rows).toEqual([{ root: fingerprint }]);
    expect(await house.database.asAdmin('select generation from vault.wrapping_key')).toHaveLength(1);
  });

  it('leaves a database that starts with the new key alone, and not with the old one any more', async () => {
    const tenant = newOrganisationId();
    const { body } = await caller.readKey(tenant);
    const fingerprint = putNewRootKey();
    await rotate();
    await settled();
    const alone = await house.start(vaultService, { EBB_VAULT_ROOT_KEY_FILE: file });
    expect((await new VaultCaller(house, alone).readKey(tenant)).body).toEqual(body);
    expect((await statusOf(alone)).rootKey).toBe(fingerprint);
    await expect(house.start(vaultService, { EBB_VAULT_ROOT_KEY_FILE: previous })).rejects.toThrow(
      `the database was sealed under ${fingerprint}`,
    );
  });

  it('goes on where it was cut off, at the next start', async () => {
    const tenants = Array.from({ length: 5 }, () => newOrganisationId());
    for (const tenant of tenants) await caller.readKey(tenant);
    // As after a kill between two batches: the younger wrapping key is there, under the root key in use, and some keys lie under the older.
    const { generation } = await statusOf();
    const fingerprint = putNewRootKey();
    await rotate();
    await settled();
    await house.database.asAdmin(
      `update vault.root_key_check set fingerprint = 'before', check_sealed = check_sealed where id = 'root'`,
    );
    const again = await house.start(vaultService, settings);
    await waitFor(async () => {
      const [row] = await house.database.asAdmin<{ fingerprint: string }>(
        'select fingerprint from vault.root_key_check',
      );
      return row?.fingerprint === fingerprint;
    });
    expect((await statusOf(again)).generation).toBe(generation + 1);
  });

  it('is not settled while the check of the next start still lies under the old key', async () => {
    await house.database.asAdmin(
      `create function vault.refuse_move() returns trigger language plpgsql as $$ begin raise exception 'no disk'; end $$`,
    );
    await house.database.asAdmin(
      'create trigger refuse_move before update on vault.root_key_check for each row execute function vault.refuse_move()',
    );
    const fingerprint = putNewRootKey();
    await rotate();
    await waitFor(async () => {
      const keys = await house.database.asAdmin('select generation from vault.wrapping_key');
      return keys.length === 1 && (await statusOf()).keys.toRewrap === 0;
    });
    expect(await statusOf()).toMatchObject({ state: 'rotating', sealedUnder: fingerprint });
    await house.database.asAdmin('drop function vault.refuse_move() cascade');
    await house.start(vaultService, settings);
    await settled();
    rmSync(previous);
    const alone = await house.start(vaultService, { EBB_VAULT_ROOT_KEY_FILE: file });
    expect((await statusOf(alone)).state).toBe('settled');
  });

  it('is refused, and changes nothing, when the key put in place opens nothing of what is stored', async () => {
    const before = await statusOf();
    const good = join(folder, 'good');
    const tenant = newOrganisationId();
    const { body } = await caller.readKey(tenant);
    renameSync(file, good);
    rmSync(previous, { force: true });
    writeFileSync(file, aRootKey());
    const answer = await rotate();
    expect(answer).toMatchObject({ status: 400, body: { code: 'CONFIG.INVALID' } });
    expect(await statusOf()).toMatchObject({ ...before, keys: expect.anything() });
    expect((await caller.readKey(tenant)).body).toEqual(body);
    renameSync(good, file);
  });

  it('takes along keys from before there were wrapping keys', async () => {
    const [tenant, key] = [newOrganisationId(), Buffer.alloc(32, 7)];
    const context = { tenant, object: 'payload', field: 'tenant_key.wrapped_key', version: 1 };
    const sealed = await new SecretEnvelope(loadRootKey(file).wrapper()).seal(context, key);
    await house.database.asAdmin(
      `insert into vault.tenant_key (tenant_id, purpose, version, wrapped_key_sealed, root_key_fingerprint, created_at)
       values ($1, 'payload', 1, $2, 'old', now())`,
      [tenant, sealed],
    );
    const expected = { tenantId: tenant, version: 1, key: key.toString('base64') };
    expect((await caller.readKey(tenant)).body).toEqual(expected);
    expect((await statusOf()).state).toBe('rotating');
    await rotate();
    await settled();
    expect((await caller.readKey(tenant)).body).toEqual(expected);
  });

  it('never opens a key that was sealed under another wrapping key or lies in another row', async () => {
    const [mine, other] = [newOrganisationId(), newOrganisationId()];
    await caller.readKey(mine);
    await caller.readKey(other);
    await house.database.asAdmin(
      `update vault.tenant_key set wrapped_key_sealed = (select wrapped_key_sealed from vault.tenant_key where tenant_id = $2) where tenant_id = $1`,
      [mine, other],
    );
    expect((await caller.readKey(mine)).status).toBe(500);
    const foreign = await new SecretEnvelope(new RawAesKeyWrapper('root/x', Buffer.alloc(32, 1))).seal(
      { tenant: mine, object: 'payload', field: 'tenant_key.wrapped_key', version: 1 },
      Buffer.alloc(32, 2),
    );
    await house.database.asAdmin('update vault.tenant_key set wrapped_key_sealed = $2 where tenant_id = $1', [
      mine,
      foreign,
    ]);
    expect((await caller.readKey(mine)).status).toBe(500);
    await house.database.asAdmin('delete from vault.tenant_key where tenant_id = $1', [mine]);
  });

  it('is for whoever holds vault’s own key', async () => {
    for (const as of ['gateway', 'executor', 'retention', 'console'] as const) {
      for (const [method, path] of [
        ['GET', '/internal/v1/root-key'],
        ['POST', '/internal/v1/root-key/rotations'],
      ] as const) {
        expect((await house.ask(vault, method, path, { as })).status).toBe(403);
      }
    }
    expect((await caller.person(newOrganisationId(), 'POST', '/internal/v1/root-key/rotations')).status).toBe(403);
  });
});
