import { generateKeyPairSync } from 'node:crypto';
import type { KeyLeasePurpose } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, selfSigned, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aes, CANARY, KeychainCaller, login, ORIGIN, token } from './keychain-caller.ts';
import { aRootKey, codeOf } from './vault-fixture.ts';

const PURPOSES: readonly KeyLeasePurpose[] = ['authorisation', 'clientCertificate', 'aes', 'pgp', 'ssh'];

describe('the lease of a key', () => {
  const clock = new ManualClock();
  const house = testHouse([vaultService], clock);
  let vault: RunningService;
  const caller = new KeychainCaller(house, () => vault);

  beforeAll(async () => {
    vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  });

  it('is what its purpose needs, for five minutes', async () => {
    const tenant = newOrganisationId();
    const { key, cert } = selfSigned('client.example.com');
    const encrypted = generateKeyPairSync('ed25519').privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: CANARY,
    });
    const ssh = { kind: 'ssh', privateKey: encrypted.toString(), passphrase: CANARY };
    const expiresAt = new Date(clock.nowMs() + 300_000).toISOString();
    const basic = `Basic ${Buffer.from(`${CANARY}-user:${CANARY}-password`).toString('base64')}`;
    const cases: [object, KeyLeasePurpose, object][] = [
      [login, 'authorisation', { headers: [['Authorization', basic]], query: [] }],
      [token, 'authorisation', { headers: [['X-Api-Key', `${CANARY}-value`]], query: [] }],
      [{ ...token, placement: 'query' }, 'authorisation', { headers: [], query: [['X-Api-Key', `${CANARY}-value`]] }],
      [aes, 'aes', { key: Buffer.from(`${CANARY}!`).toString('base64') }],
      [
        { kind: 'certificate', certificate: cert, privateKey: key },
        'clientCertificate',
        { certificate: cert, privateKey: key },
      ],
      [ssh, 'ssh', { privateKey: encrypted, passphrase: CANARY }],
    ];
    for (const [secret, purpose, lease] of cases) {
      const answer = await caller.lease(tenant, (await caller.created(tenant, secret)).id, purpose);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(answer.body).toEqual({ purpose, ...lease, expiresAt });
    }
  });

  it('is refused for another purpose, another origin and by anybody but the executor, with nothing opened', async () => {
    const tenant = newOrganisationId();
    const { id } = await caller.created(tenant, aes);
    for (const purpose of PURPOSES.filter((other) => other !== 'aes')) {
      expect(codeOf(await caller.lease(tenant, id, purpose))).toBe('VAULT.KEY_OF_ANOTHER_KIND');
    }
    const sent = await caller.created(tenant, token);
    for (const origin of ['http://api.example.com', `${ORIGIN}:8443`, 'https://api.example.com.evil.net', '']) {
      const answer = await caller.lease(tenant, sent.id, 'authorisation', origin);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'VAULT.ORIGIN_NOT_ALLOWED']);
    }
    const path = '/internal/v1/key-leases';
    const body = { tenantId: tenant, keyId: id, runId: 'run_1', scenarioId: 'scn_1', teamId: null, purpose: 'aes' };
    for (const as of ['gateway', 'console', 'identity', 'retention'] as const) {
      expect((await house.ask(vault, 'POST', path, { as, body })).status).toBe(403);
    }
    expect((await house.ask(vault, 'POST', path, { body })).status).toBe(401);
    expect((await caller.person(tenant, 'GET', `/${id}`)).body).toMatchObject({ lastUsedAt: null });
  });

  it('leaves when it was last asked for, to the minute', async () => {
    const tenant = newOrganisationId();
    const { id } = await caller.created(tenant, aes);
    const usedAt = async (): Promise<unknown> => {
      await caller.lease(tenant, id, 'aes');
      return ((await caller.person(tenant, 'GET', `/${id}`)).body as { lastUsedAt: unknown }).lastUsedAt;
    };
    const first = clock.now().toISOString();
    expect(await usedAt()).toBe(first);
    clock.advance(59_000);
    expect(await usedAt()).toBe(first);
    clock.advance(1_000);
    expect(await usedAt()).toBe(clock.now().toISOString());
  });

  it('never opens a secret in another row, of another tenant, kind or origin, or one that was replaced', async () => {
    const [tenant, stranger] = [newOrganisationId(), newOrganisationId()];
    const ids = await Promise.all([
      caller.created(tenant, token),
      caller.created(tenant, token),
      caller.created(tenant, login),
      caller.created(stranger, token),
    ]).then((keys) => keys.map(({ id }) => id));
    type Row = { id: string; secret_sealed: Buffer };
    const rows = await house.database.asAdmin<Row>('select id, secret_sealed from vault.keychain where id = any($1)', [
      ids,
    ]);
    const put = (id: string, sealed: Buffer | undefined) =>
      house.database.asAdmin('update vault.keychain set secret_sealed = $2 where id = $1', [id, sealed]);
    const leaseOf = (id: string) => caller.lease(id === ids[3] ? stranger : tenant, id, 'authorisation');
    for (const into of rows) {
      for (const from of rows.filter(({ id }) => id !== into.id)) {
        await put(into.id, from.secret_sealed);
        const answer = await leaseOf(into.id);
        expect([answer.status, codeOf(answer)]).toEqual([500, 'HOST.INTERNAL']);
        expect(JSON.stringify(answer.body)).not.toContain(CANARY);
      }
      await put(into.id, into.secret_sealed);
      expect((await leaseOf(into.id)).status).toBe(200);
    }
    const [first = ''] = ids;
    const old = rows.find(({ id }) => id === first)?.secret_sealed;
    await caller.person(tenant, 'PUT', `/${first}/secret`, { revision: 1, body: { ...token, value: 'new' } });
    await put(first, old);
    expect((await leaseOf(first)).status).toBe(500);
    const evil = 'https://evil.example.com';
    for (const change of [`allowed_origins = '{${evil}}'`, `allowed_origins = allowed_origins || '{${evil}}'`]) {
      const { id } = await caller.created(tenant, token);
      await house.database.asAdmin(`update vault.keychain set ${change} where id = $1`, [id]);
      expect((await caller.lease(tenant, id, 'authorisation', evil)).status).toBe(500);
    }
  });

  it('is refused with 410 once the tenant’s key is destroyed, and so is a new key', async () => {
    const tenant = newOrganisationId();
    const { id } = await caller.created(tenant, aes);
    await house.database.asAdmin(
      `update vault.tenant_key set state = 'destroyed', wrapped_key_sealed = null, destroyed_at = now() where tenant_id = $1`,
      [tenant],
    );
    expect(codeOf(await caller.lease(tenant, id, 'aes'))).toBe('VAULT.KEY_DESTROYED');
    expect(codeOf(await caller.create(tenant, aes))).toBe('VAULT.KEY_DESTROYED');
  });
});
