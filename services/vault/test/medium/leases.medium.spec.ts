import type { Lease } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { apiKey, aRootKey, codeOf, OF_RUN, VaultCaller } from './vault-fixture.ts';

const clock = new ManualClock();
const house = testHouse([vaultService], clock);
let vault: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  caller = new VaultCaller(house, vault);
});

describe('a lease', () => {
  it('is ready-made authorisation for five minutes, in a header or in the query', async () => {
    const tenant = newOrganisationId();
    const inHeader = await caller.lease(tenant, await caller.created(tenant));
    expect(inHeader.status).toBe(200);
    expect(inHeader.headers.get('cache-control')).toBe('no-store');
    const expiresAt = new Date(clock.nowMs() + 300_000).toISOString();
    expect(inHeader.body).toEqual({
      headers: [['X-Api-Key', apiKey.secret.key]],
      query: [],
      expiresAt,
    } satisfies Lease);
    const inQuery = await caller.created(tenant, {
      settings: { placement: 'query', parameterName: 'key' },
      secret: { key: 'žluť & 100 %' },
    });
    expect((await caller.lease(tenant, inQuery)).body).toEqual({
      headers: [],
      query: [['key', 'žluť & 100 %']],
      expiresAt,
    });
  });

  it('is given for exactly the allowed origins', async () => {
    const tenant = newOrganisationId();
    const id = await caller.created(tenant, { allowedOrigins: ['https://api.example.com', 'http://localhost:8080'] });
    for (const origin of ['https://api.example.com', 'https://API.example.com:443/', 'http://localhost:8080']) {
      expect([origin, (await caller.lease(tenant, id, origin)).status]).toEqual([origin, 200]);
    }
    for (const origin of [
      'http://api.example.com',
      'https://api.example.com:8443',
      'https://example.com',
      'https://v2.api.example.com',
      'https://api.example.com.evil.net',
      'https://api.example.com@evil.net',
      'https://evil.net#https://api.example.com',
      'https://apiXexample.com',
      'http://localhost',
      'ftp://api.example.com',
      'null',
      '',
    ]) {
      const answer = await caller.lease(tenant, id, origin);
      expect([origin, answer.status, codeOf(answer)]).toEqual([origin, 403, 'VAULT.ORIGIN_NOT_ALLOWED']);
      expect(JSON.stringify(answer.body)).not.toContain(apiKey.secret.key);
    }
  });

  it('does not open a secret whose destination was changed in the database', async () => {
    const tenant = newOrganisationId();
    const changes = [
      `allowed_origins = '{https://evil.example.com}'`,
      `allowed_origins = allowed_origins || '{https://evil.example.com}'`,
      `settings = settings || '{"parameterName": "X-Forwarded-Key"}'`,
      `settings = settings || '{"placement": "query"}'`,
    ];
    for (const change of changes) {
      const id = await caller.created(tenant);
      await house.database.asAdmin(`update vault.connection set ${change} where id = $1`, [id]);
      const origins = ['https://evil.example.com', 'https://api.example.com'];
      const answers = await Promise.all(origins.map((origin) => caller.lease(tenant, id, origin)));
      expect([change, answers.some(({ status }) => status === 200)]).toEqual([change, false]);
      expect(answers.map(codeOf)).toContain('HOST.INTERNAL');
      expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(apiKey.secret.key);
    }
  });

  it('does not open a secret that was moved to another connection or another tenant', async () => {
    const [tenant, stranger] = [newOrganisationId(), newOrganisationId()];
    const mine = await caller.created(tenant);
    const beside = await caller.created(tenant, { secret: { key: 'another' } });
    const foreign = await caller.created(stranger, { secret: { key: 'another' } });
    const move = `update vault.connection set secret_sealed = (select secret_sealed from vault.connection where id = $1) where id = $2`;
    await house.database.asAdmin(move, [mine, beside]);
    await house.database.asAdmin(move, [mine, foreign]);
    expect(await caller.lease(tenant, beside)).toMatchObject({ status: 500, body: { code: 'HOST.INTERNAL' } });
    expect(await caller.lease(stranger, foreign)).toMatchObject({ status: 500, body: { code: 'HOST.INTERNAL' } });
    expect((await caller.lease(tenant, mine)).status).toBe(200);
  });

  it('is refused with 410 from the moment the tenant’s key is destroyed, and so is a new connection', async () => {
    const tenant = newOrganisationId();
    const id = await caller.created(tenant);
    expect((await caller.lease(tenant, id)).status).toBe(200);
    await house.database.asAdmin(
      `update vault.tenant_key set state = 'destroyed', wrapped_key_sealed = null, destroyed_at = now() where tenant_id = $1`,
      [tenant],
    );
    expect(await caller.lease(tenant, id)).toMatchObject({ status: 410, body: { code: 'VAULT.KEY_DESTROYED' } });
    expect(await caller.create(tenant)).toMatchObject({ status: 410, body: { code: 'VAULT.KEY_DESTROYED' } });
  });

  it('is for the executor alone', async () => {
    const tenant = newOrganisationId();
    const body = {
      tenantId: tenant,
      connectionId: await caller.created(tenant),
      ...OF_RUN,
      origin: 'https://api.example.com',
    };
    const path = '/internal/v1/leases';
    for (const as of ['gateway', 'log-store', 'identity', 'retention', 'console'] as const) {
      expect((await house.ask(vault, 'POST', path, { as, body })).status).toBe(403);
    }
    expect((await house.ask(vault, 'POST', path, { body })).status).toBe(401);
    expect((await caller.person(tenant, 'POST', path, { body })).status).toBe(403);
  });

  it('is refused for ids that are none', async () => {
    for (const [tenant, id] of [
      ['org_1', 'con_0193f5a0c0de7000800000000000a001'],
      [newOrganisationId(), 'con_\u0000'],
      [newOrganisationId(), '1'],
    ] as const) {
      expect(codeOf(await caller.lease(tenant, id))).toBe('VAULT.UNKNOWN_CONNECTION');
    }
  });
});
