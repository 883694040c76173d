import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, testHouse } from '@ebbflow/testing';
import { Client } from 'pg';
import { vaultService } from '../../src/index.ts';
import { aes, KeychainCaller, login, token } from './keychain-caller.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

/** One connection for hundreds of swaps; closed before the house drops its database. */
let database: Client;
afterAll(() => database.end());
const house = testHouse([vaultService]);
const EBB_VAULT_ROOT_KEY = aRootKey();
const USER = 'usr_0193f5a0c0de7000800000000000a010';
let vault: RunningService;
let caller: VaultCaller;
let keychain: KeychainCaller;

/** Sealed bytes in a row, and how that row is opened through vault's doors. */
interface Cell {
  readonly table: string;
  readonly column: string;
  readonly where: string;
  readonly open: () => Promise<Asked>;
}
const cells: Cell[] = [];
/** Of these there is one in the whole installation: what they guard is the start. */
const OF_THE_START = ['root_key_check.check_sealed', 'wrapping_key.key_sealed'];
/** Its one use is taken with it. */
const USED_ONCE = ['oauth_attempt.verifier_sealed'];
/** service-host's, sealed by it and tested there. */
const OF_THE_HOST = ['idempotency.answer_sealed'];

const hookLease = (tenantId: string, hookId: string): Promise<Asked> =>
  house.ask(vault, 'POST', '/internal/v1/hook-secrets/read', { as: 'gateway', body: { tenantId, hookId } });
const asPerson = (organisationId: string, path: string, body: object): Promise<Asked> =>
  house.ask(vault, 'POST', path, {
    as: 'console',
    principal: { organisationId, userId: USER, scopes: ['*'], kind: 'user' },
    body,
  });
const bytesOf = async ({ table, column, where }: Cell): Promise<Buffer | undefined> =>
  (await database.query<{ bytes: Buffer }>(`select ${column} as bytes from vault.${table} where ${where}`)).rows[0]
    ?.bytes;
const put = ({ table, column, where }: Cell, bytes: Buffer | undefined): Promise<unknown> =>
  database.query(`update vault.${table} set ${column} = $1 where ${where}`, [bytes]);

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY });
  database = new Client({ connectionString: house.database.adminUrl });
  await database.connect();
  caller = new VaultCaller(house, vault);
  keychain = new KeychainCaller(house, () => vault);
  for (const tenant of [newOrganisationId(), newOrganisationId()]) {
    await caller.readKey(tenant);
    const cell = (table: string, where: string, open: Cell['open'], column = 'secret_sealed'): void => {
      cells.push({ table, column, where, open });
    };
    for (const more of [{}, { settings: { placement: 'query', parameterName: 'key' } }]) {
      const id = await caller.created(tenant, more);
      cell('connection', `id = '${id}'`, () => caller.lease(tenant, id));
    }
    for (const [secret, purpose] of [
      [login, 'authorisation'],
      [token, 'authorisation'],
      [aes, 'aes'],
    ] as const) {
      const { id } = await keychain.created(tenant, secret);
      cell('keychain', `id = '${id}'`, () => keychain.lease(tenant, id, purpose));
    }
    const hookId = newId<string>('hok');
    await caller.addHookSecret(tenant, hookId, 'canary-hook-secret');
    cell('hook_secret', `hook_id = '${hookId}'`, () => hookLease(tenant, hookId));
    const ofTenant = `tenant_id = '${tenant}' and purpose =`;
    cell('tenant_key', `${ofTenant} 'payload'`, () => caller.readKey(tenant), 'wrapped_key_sealed');
    cell('tenant_key', `${ofTenant} 'secrets'`, () => hookLease(tenant, hookId), 'wrapped_key_sealed');
  }
});

describe('sealed bytes of vault', () => {
  it('are all of these columns, so that a new one is tried too', async () => {
    const rows = await house.database.asAdmin<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'vault' and column_name like '%\\_sealed'`,
    );
    const tried = new Set(cells.map(({ table, column }) => `${table}.${column}`));
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...tried, ...OF_THE_START, ...USED_ONCE, ...OF_THE_HOST].sort(),
    );
  });

  it('of any row never open in any other row, of the same or another table, organisation or kind', async () => {
    const opened: string[] = [];
    let pairs = 0;
    for (const at of cells) {
      expect((await at.open()).status).toBe(200);
      const own = await bytesOf(at);
      for (const from of cells.filter((cell) => cell !== at)) {
        pairs += 1;
        await put(at, await bytesOf(from));
        const answer = await at.open();
        if (answer.status < 400) opened.push(`${from.table} (${from.where}) in ${at.table} (${at.where})`);
      }
      await put(at, own);
      expect((await at.open()).status).toBe(200);
    }
    expect(pairs).toBe(cells.length * (cells.length - 1));
    expect(opened).toEqual([]);
  }, 120_000);

  it('of a consent under way open in no other consent', async () => {
    const tenant = newOrganisationId();
    const states: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const settings = {
        authorizationUrl: 'https://provider.example.com/authorize',
        tokenUrl: 'https://provider.example.com/token',
        clientId: 'us',
        authStyle: 'none',
      };
      const wish = { name: 'Calendar', allowedOrigins: ['https://api.example.com'], settings, secret: {} };
      const { body } = await asPerson(tenant, '/v1/connections/oauth/start', wish);
      states.push(new URL((body as { authorizationUrl: string }).authorizationUrl).searchParams.get('state') ?? '');
    }
    await house.database.asAdmin(
      `update vault.oauth_attempt a set verifier_sealed = b.verifier_sealed from vault.oauth_attempt b where a.id <> b.id`,
    );
    for (const state of states) {
      const answer = await asPerson(tenant, '/v1/connections/oauth/finish', { state, code: 'code' });
      expect([answer.status, codeOf(answer)]).toEqual([500, 'HOST.INTERNAL']);
    }
  });

  it('of the start keep vault from starting when they change places', async () => {
    const start = (): Promise<unknown> =>
      house.start(vaultService, { EBB_VAULT_ROOT_KEY }).then(
        () => 'started',
        (thrown: unknown) => (thrown as { code: string }).code,
      );
    const [check, wrapping] = OF_THE_START.map((name): Cell => {
      const [table = '', column = ''] = name.split('.');
      return { table, column, where: 'true', open: () => caller.lease('', '') };
    }) as [Cell, Cell];
    const [one, other] = [await bytesOf(check), await bytesOf(wrapping)];
    await put(check, other);
    expect(await start()).toBe('CONFIG.INVALID');
    await put(check, one);
    await put(wrapping, one);
    expect(await start()).toBe('CONFIG.INVALID');
    await put(wrapping, other);
    expect(await start()).toBe('started');
  });
});
