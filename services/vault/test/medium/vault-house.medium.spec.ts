import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPOLOGY } from '@ebbflow/contracts';
import { untaggedColumns } from '@ebbflow/persistence';
import { assertEveryRouteHasPolicy, listRoutes, type RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { ConnectionEntity } from '../../src/connections/connection.entity.ts';
import { vaultService } from '../../src/index.ts';
import { KeychainKeyEntity } from '../../src/keychain/keychain-key.entity.ts';
import { TenantKeyEntity } from '../../src/keys/tenant-key.entity.ts';
import { apiKey, aRootKey, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const EBB_VAULT_ROOT_KEY = aRootKey();
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-vault-'));
const logFile = join(folder, 'vault.log');
let vault: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY, EBB_LOG_LEVEL: 'debug', EBB_LOG_FILE: logFile });
  caller = new VaultCaller(house, vault);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Health, the API document, and what retention asks of whoever keeps something. */
const OF_EVERY_SERVICE = /^\/(?:(?:health|docs)\/|internal\/v1\/(?:data-map|erasures|restore|evidence|subject))/;

describe('vault', () => {
  it('has a policy on every route, and these routes only', () => {
    assertEveryRouteHasPolicy(vault.app);
    const own = listRoutes(vault.app).filter(({ path, method }) => !OF_EVERY_SERVICE.test(path) && method !== 'HEAD');
    expect(own.map(({ method, path, policy }) => [method, path, policy?.kind])).toEqual(
      expect.arrayContaining([
        ['POST', '/internal/v1/tenant-keys/read', 'internal'],
        ['POST', '/internal/v1/tenant-keys/rotations', 'internal'],
        ['GET', '/internal/v1/tenant-keys/:tenantId', 'internal'],
        ['DELETE', '/internal/v1/tenant-keys/:tenantId', 'internal'],
        ['GET', '/internal/v1/root-key', 'internal'],
        ['POST', '/internal/v1/root-key/rotations', 'internal'],
        ['POST', '/internal/v1/period-salts/read', 'internal'],
        ['GET', '/internal/v1/period-salts', 'internal'],
        ['PUT', '/internal/v1/log-stream-secrets', 'internal'],
        ['POST', '/internal/v1/log-stream-secrets/read', 'internal'],
        ['DELETE', '/internal/v1/log-stream-secrets/:logStreamId', 'internal'],
        ['POST', '/internal/v1/leases', 'internal'],
        ['POST', '/internal/v1/connections/exist', 'internal'],
        ['POST', '/internal/v1/hook-secrets/read', 'internal'],
        ['DELETE', '/internal/v1/hook-secrets/:hookId', 'internal'],
        ['POST', '/internal/v1/hook-secrets/add', 'internal'],
        ['POST', '/internal/v1/hook-secrets/list', 'internal'],
        ['POST', '/internal/v1/hook-secrets/remove', 'internal'],
        ['POST', '/internal/v1/keys/exist', 'internal'],
        ['POST', '/internal/v1/key-leases', 'internal'],
        ['POST', '/v1/keys', 'scope'],
        ['GET', '/v1/keys', 'scope'],
        ['GET', '/v1/keys/:keyId', 'scope'],
        ['PATCH', '/v1/keys/:keyId', 'scope'],
        ['PUT', '/v1/keys/:keyId/secret', 'scope'],
        ['DELETE', '/v1/keys/:keyId', 'scope'],
        ['GET', '/v1/keys/:keyId/uses', 'scope'],
        ['GET', '/v1/connections/oauth/providers', 'scope'],
        ['POST', '/v1/connections', 'scope'],
        ['GET', '/v1/connections', 'scope'],
        ['GET', '/v1/connections/:connectionId', 'scope'],
        ['PUT', '/v1/connections/:connectionId', 'scope'],
        ['DELETE', '/v1/connections/:connectionId', 'scope'],
        ['GET', '/v1/connections/:connectionId/uses', 'scope'],
        ['POST', '/v1/connections/oauth/start', 'scope'],
        ['POST', '/v1/connections/oauth/finish', 'scope'],
        ['POST', '/internal/v1/leases/credentials', 'internal'],
        ['POST', '/internal/v1/leases/tests', 'internal'],
      ]),
    );
    expect(own).toHaveLength(38);
  });

  it('is asked by those alone who may ask it by the topology, on which network policies stand', () => {
    const callers = listRoutes(vault.app).flatMap(({ policy }) => (policy?.kind === 'internal' ? policy.callers : []));
    expect(callers).toContain('retention');
    for (const caller of new Set(callers.filter((name) => name !== 'vault'))) {
      expect({ caller, asks: TOPOLOGY[caller].asks }).toEqual({ caller, asks: expect.arrayContaining(['vault']) });
    }
  });

  it('has decided for every column whether it is about a person', () => {
    const entities = [TenantKeyEntity, ConnectionEntity, KeychainKeyEntity];
    expect(untaggedColumns({ options: { type: 'postgres', entities } })).toEqual([]);
  });

  it('leaves no trace of a secret or key in an answer, a log line or the database', async () => {
    const tenant = newOrganisationId();
    const id = await caller.created(tenant);
    const key = ((await caller.readKey(tenant)).body as { key: string }).key;
    await caller.lease(tenant, id);
    const answers = [
      await caller.lease(tenant, id, 'https://evil.example.com'),
      await caller.create(tenant, { secret: { key: `${apiKey.secret.key}\n` } }),
      await caller.create(tenant, { kind: apiKey.secret.key, allowedOrigins: apiKey.secret.key }),
      await caller.person(tenant, 'GET', `/v1/connections/${apiKey.secret.key}`),
      await caller.person(tenant, 'GET', `/v1/connections?cursor=${apiKey.secret.key}`),
      await caller.person(tenant, 'DELETE', `/v1/connections/${apiKey.secret.key}`),
    ];
    // A defect is logged with its cause; the cause must not carry anything either.
    await house.database.asAdmin(
      `update vault.connection set settings = settings || '{"placement": "query"}' where id = $1`,
      [id],
    );
    answers.push(await caller.lease(tenant, id));
    expect(answers.at(-1)?.status).toBe(500);

    const log = readFileSync(logFile, 'utf8');
    expect(log).toContain('"level":"error"');
    const dump: string[] = [];
    for (const table of ['tenant_key', 'wrapping_key', 'connection', 'root_key_check']) {
      const rows = await house.database.asAdmin<{ row: string }>(
        `select to_jsonb(t)::text as row from vault.${table} t`,
      );
      dump.push(...rows.map(({ row }) => row));
    }
    expect(dump.join()).toContain(tenant);
    const traces = [apiKey.secret.key, key, EBB_VAULT_ROOT_KEY].flatMap((secret) => {
      const bytes = Buffer.from(secret, secret === apiKey.secret.key ? 'utf8' : 'base64');
      return [secret, bytes.toString('base64').replaceAll('=', ''), bytes.toString('hex')];
    });
    for (const place of [log, dump.join(), JSON.stringify(answers)]) {
      for (const trace of traces) expect(place.includes(trace)).toBe(false);
    }
  });

  it('shows the roles of its own service no more than they need', async () => {
    const tenant = newOrganisationId();
    await caller.created(tenant);
    const as = (role: string, sql: string): Promise<object[]> => house.database.asAdmin(sql, [], role);
    expect(await as('ebb_vault', 'select * from vault.tenant_key')).toEqual([]);
    expect(await as('ebb_vault', 'select * from vault.connection')).toEqual([]);
    for (const table of ['tenant_key', 'wrapping_key']) {
      await expect(as('ebb_vault_writer', `select * from vault.${table}`)).rejects.toThrow('permission denied');
    }
    await expect(as('ebb_vault', 'select * from vault.wrapping_key')).rejects.toThrow('permission denied');
    for (const role of ['ebb_vault_writer', 'ebb_vault_worker']) {
      await expect(as(role, 'select * from vault.connection')).rejects.toThrow('permission denied');
    }
    for (const sql of [
      'update vault.tenant_key set version = 9',
      'delete from vault.tenant_key',
      'update vault.connection set kind = $$smtp$$',
      'delete from vault.removed_connection',
    ]) {
      await expect(as('ebb_vault', sql)).rejects.toThrow('permission denied');
    }
    // A rotation changes what wraps a key, and nothing else of it.
    for (const sql of [
      'update vault.root_key_check set id = $$x$$',
      'delete from vault.root_key_check',
      'update vault.wrapping_key set key_sealed = $$x$$',
      'update vault.tenant_key set state = $$destroyed$$',
      'delete from vault.tenant_key',
      'insert into vault.tenant_key default values',
    ]) {
      await expect(as('ebb_vault_worker', sql)).rejects.toThrow('permission denied');
    }
  });
});

describe('the root key', () => {
  const start = (rootKey: string): Promise<string> =>
    house.start(vaultService, rootKey === '' ? {} : { EBB_VAULT_ROOT_KEY: rootKey }).then(
      () => 'started',
      (error: unknown) => `${(error as { code: string }).code} ${(error as Error).message}`,
    );
  const check = (): Promise<object[]> => house.database.asAdmin('select * from vault.root_key_check');

  it('that is not the database’s keeps vault from starting, with a sentence that says which is which', async () => {
    const before = await check();
    const wrong = aRootKey();
    const said = await start(wrong);
    expect(said).toMatch(
      /^CONFIG\.INVALID EBB_VAULT_ROOT_KEY is not the root key of this database: it has the fingerprint [0-9a-f]{16}, the database was sealed under [0-9a-f]{16}\. Restore/,
    );
    expect(said).not.toContain(wrong);
    expect(await check()).toEqual(before);
  });

  it('that is missing or malformed keeps vault from starting', async () => {
    expect(await start('')).toMatch(/^CONFIG\.INVALID EBB_VAULT_ROOT_KEY is required/);
    expect(await start(EBB_VAULT_ROOT_KEY.slice(2))).toMatch(/^CONFIG\.INVALID EBB_VAULT_ROOT_KEY must be 32 bytes/);
  });

  it('that is right starts another vault on the same keys', async () => {
    const tenant = newOrganisationId();
    const { body } = await caller.readKey(tenant);
    const again = new VaultCaller(house, await house.start(vaultService, { EBB_VAULT_ROOT_KEY }));
    expect((await again.readKey(tenant)).body).toEqual(body);
  });
});
