import { createHash } from 'node:crypto';
import type { OauthStarted } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { OauthProviderFake } from '../support/oauth-provider.fake.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const clock = new ManualClock();
const house = testHouse([vaultService], clock);
const provider = new OauthProviderFake();
const API = 'https://api.example.com';
const USER = 'usr_0193f5a0c0de7000800000000000a010';
let vault: RunningService;
let second: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  await provider.start();
  const settings = {
    EBB_VAULT_ROOT_KEY: aRootKey(),
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_PUBLIC_URL: 'https://flow.example.com',
  };
  vault = await house.start(vaultService, settings);
  second = await house.start(vaultService, settings);
  caller = new VaultCaller(house, vault);
});
afterAll(() => provider.stop());

function as(organisationId: string, path: string, body: unknown, userId: string | null = USER): Promise<Asked> {
  const principal = { organisationId, userId, scopes: ['*'], kind: 'user' as const };
  return house.ask(vault, 'POST', `/v1/connections/oauth/${path}`, { as: 'console', principal, body });
}

function wish(more: object = {}): object {
  return {
    name: 'Calendar',
    allowedOrigins: [API],
    settings: {
      authorizationUrl: `${provider.url}/authorize?tenant=a`,
      tokenUrl: `${provider.url}/token`,
      revocationUrl: `${provider.url}/revoke`,
      clientId: 'client:1',
      scopes: ['calendar.read', 'offline_access'],
      issuer: provider.url,
      extraParameters: { access_type: 'offline' },
      ...more,
    },
    secret: { clientSecret: 'canary client/secret' },
  };
}

async function begun(tenant: string, more: object = {}): Promise<{ id: string; url: URL }> {
  const { status, body } = await as(tenant, 'start', wish(more));
  expect(status).toBe(200);
  const { connectionId: id, authorizationUrl } = body as OauthStarted;
  return { id, url: new URL(authorizationUrl) };
}

async function connected(tenant: string): Promise<string> {
  const { id, url } = await begun(tenant);
  const answer = await as(tenant, 'finish', provider.consent(url));
  expect(answer).toMatchObject({ status: 200, body: { id, state: 'ready' } });
  return id;
}

const bearer = (answer: Asked): string =>
  (answer.body as { headers: [string, string][] }).headers[0]?.[1] ?? JSON.stringify(answer.body);

describe('a connection by OAuth', () => {
  it('sends the person to the provider with PKCE, a state and the exact way back', async () => {
    const { url } = await begun(newOrganisationId());
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenant: 'a',
      access_type: 'offline',
      response_type: 'code',
      client_id: 'client:1',
      redirect_uri: 'https://flow.example.com/oauth/callback',
      scope: 'calendar.read offline_access',
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('is ready after the consent, and gives runs the access token and nothing else', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    const { form, authorization } = provider.asked.at(-1) ?? {};
    expect(form).toMatchObject({
      grant_type: 'authorization_code',
      redirect_uri: 'https://flow.example.com/oauth/callback',
    });
    expect(
      createHash('sha256')
        .update(form?.['code_verifier'] ?? '')
        .digest('base64url'),
    ).toBe(provider.challenge);
    expect(Buffer.from(authorization?.slice(6) ?? '', 'base64').toString()).toBe('client%3A1:canary+client%2Fsecret');
    expect(bearer(await caller.lease(tenant, id, API))).toBe(`Bearer ${provider.lastAccess}`);
    expect(codeOf(await caller.lease(tenant, id, 'https://evil.example.com'))).toBe('VAULT.ORIGIN_NOT_ALLOWED');
    const shown = JSON.stringify((await caller.person(tenant, 'GET', `/v1/connections/${id}`)).body);
    for (const secret of ['canary', provider.lastAccess, provider.lastRefresh]) expect(shown).not.toContain(secret);
  });

  it('takes a state once, from whoever began, in time, from the right provider', async () => {
    const tenant = newOrganisationId();
    const { id, url } = await begun(tenant);
    const back = provider.consent(url);
    expect(codeOf(await as(tenant, 'finish', back, 'usr_0193f5a0c0de7000800000000000a011'))).toBe(
      'VAULT.UNKNOWN_OAUTH_STATE',
    );
    expect(codeOf(await as(newOrganisationId(), 'finish', back))).toBe('VAULT.UNKNOWN_OAUTH_STATE');
    expect(codeOf(await as(tenant, 'finish', back, null))).toBe('VAULT.OAUTH_NEEDS_PERSON');
    expect(codeOf(await as(tenant, 'finish', { ...back, iss: 'https://evil.example.com' }))).toBe('VAULT.WRONG_ISSUER');
    expect(codeOf(await as(tenant, 'finish', back))).toBe('VAULT.UNKNOWN_OAUTH_STATE');
    expect(codeOf(await caller.lease(tenant, id, API))).toBe('VAULT.AUTHORISATION_NEEDED');
    const again = new URL(((await as(tenant, 'start', { connectionId: id })).body as OauthStarted).authorizationUrl);
    expect(
      codeOf(
        await as(tenant, 'finish', { state: provider.consent(again).state, error: 'access_denied', iss: provider.url }),
      ),
    ).toBe('VAULT.CONSENT_REFUSED');
    const late = new URL(((await as(tenant, 'start', { connectionId: id })).body as OauthStarted).authorizationUrl);
    clock.advance(600_001);
    expect(codeOf(await as(tenant, 'finish', provider.consent(late)))).toBe('VAULT.UNKNOWN_OAUTH_STATE');
  });

  it('renews its tokens once, however many ask at how many replicas', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    const before = provider.asked.length;
    clock.advance(3_590_000);
    const other = new VaultCaller(house, second);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => (index % 2 ? caller : other).lease(tenant, id, API)),
    );
    expect(new Set(answers.map(bearer))).toEqual(new Set([`Bearer ${provider.lastAccess}`]));
    expect(provider.asked.slice(before).map(({ form }) => form['grant_type'])).toEqual(['refresh_token']);
    clock.advance(3_590_000);
    expect(bearer(await caller.lease(tenant, id, API))).toBe(`Bearer ${provider.lastAccess}`);
  });

  it('keeps what it has while the provider is away, and needs a person once it refuses', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    clock.advance(3_590_000);
    provider.status = 503;
    expect(bearer(await caller.lease(tenant, id, API))).toBe(`Bearer ${provider.lastAccess}`);
    clock.advance(20_000);
    expect(await caller.lease(tenant, id, API)).toMatchObject({
      status: 503,
      body: { code: 'VAULT.PROVIDER_UNAVAILABLE' },
    });
    provider.status = 200;
    expect((await caller.lease(tenant, id, API)).status).toBe(200);
    clock.advance(3_600_000);
    provider.revokeAll();
    for (let time = 0; time < 2; time += 1) {
      expect(await caller.lease(tenant, id, API)).toMatchObject({
        status: 410,
        body: { code: 'VAULT.AUTHORISATION_NEEDED' },
      });
    }
  });

  it('does not open once its token endpoint was changed in the database', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    await house.database.asAdmin(
      `update vault.connection set settings = settings || '{"tokenUrl": "https://evil.example.com/token"}' where id = $1`,
      [id],
    );
    expect(await caller.lease(tenant, id, API)).toMatchObject({ status: 500 });
  });

  it('is revoked at the provider when it is removed, and leaves a record without personal data', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    await caller.lease(tenant, id, API);
    const refresh = provider.lastRefresh;
    expect((await caller.person(tenant, 'DELETE', `/v1/connections/${id}`)).status).toBe(204);
    expect(provider.asked.at(-1)).toMatchObject({ path: '/revoke', form: { token: refresh } });
    for (const table of [
      'connection where id',
      'connection_use where connection_id',
      'oauth_attempt where connection_id',
    ]) {
      expect(await house.database.asAdmin(`select 1 from vault.${table} = $1`, [id])).toEqual([]);
    }
    const [left] = await house.database.asAdmin<Record<string, unknown>>(
      'select * from vault.removed_connection where id = $1',
      [id],
    );
    expect(Object.keys(left ?? {}).sort()).toEqual([
      'created_at',
      'id',
      'kind',
      'removed_at',
      'revocation',
      'tenant_id',
    ]);
    expect(left).toMatchObject({ kind: 'oauth2', revocation: 'done' });
  });
});

describe('a connection to a provider that a manifest describes', () => {
  const ofManifest = (more: object = {}): object => ({
    name: 'Calendar',
    provider: 'generic',
    clientId: 'client:1',
    scopes: ['calendar.read'],
    variables: {
      authorizationUrl: `${provider.url}/authorize`,
      tokenUrl: `${provider.url}/token`,
      issuer: provider.url,
    },
    allowedOrigins: [API],
    secret: { clientSecret: 'canary client/secret' },
    ...more,
  });

  it('is made of what the manifest says and the person adds, consented to like any other, and named after it', async () => {
    const tenant = newOrganisationId();
    const listed = await caller.person(tenant, 'GET', '/v1/connections/oauth/providers', {
      scopes: ['connections:read'],
    });
    expect(listed.body).toMatchObject({ items: [{ id: 'generic', allowedOrigins: null, hasClientSecret: true }] });
    const { body } = await as(tenant, 'start', ofManifest());
    const { connectionId: id, authorizationUrl } = body as OauthStarted;
    const consent = provider.consent(new URL(authorizationUrl));
    const done = await as(tenant, 'finish', consent);
    expect(done).toMatchObject({
      status: 200,
      body: { id, state: 'ready', allowedOrigins: [API], settings: { provider: 'generic', scopes: ['calendar.read'] } },
    });
    expect(bearer(await caller.lease(tenant, id, API))).toMatch(/^Bearer /);
    const { settings, revision } = done.body as { settings: object; revision: number };
    const put = (changed: object) =>
      house.ask(vault, 'PUT', `/v1/connections/${id}`, {
        as: 'console',
        principal: { organisationId: tenant, userId: USER, scopes: ['*'], kind: 'user' },
        headers: { 'if-match': `"${String(revision)}"` },
        body: { name: 'Calendar', kind: 'oauth2', allowedOrigins: [API], settings: { ...settings, ...changed } },
      });
    const elsewhere = { tokenUrl: 'https://elsewhere.example/token' };
    expect(codeOf(await put(elsewhere))).toBe('VAULT.PROVIDER_NOT_YOURS');
    expect((await put({ ...elsewhere, provider: undefined })).status).toBe(200);
  });

  it.each([
    [{ provider: 'nobody' }, '/provider'],
    [{ variables: {} }, '/variables/authorizationUrl'],
    [{ allowedOrigins: undefined }, '/allowedOrigins'],
    [
      { variables: { authorizationUrl: 'http://provider.example/a', tokenUrl: 'https://provider.example/t' } },
      '/settings/authorizationUrl',
    ],
  ])('is refused with the place of what is wrong: %j', async (more, pointer) => {
    const { status, body } = await as(newOrganisationId(), 'start', ofManifest(more));
    expect([status, (body as { errors?: { pointer: string }[] }).errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('cannot be claimed by settings of one’s own', async () => {
    expect(codeOf(await as(newOrganisationId(), 'start', wish({ provider: 'generic' })))).toBe(
      'VAULT.PROVIDER_NOT_YOURS',
    );
  });
});
