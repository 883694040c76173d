import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { vaultService } from '../../src/index.ts';
import { killableVault, type KillableVault } from '../support/killable-vault.ts';
import { OauthProviderFake } from '../support/oauth-provider.fake.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const provider = new OauthProviderFake();
const API = 'https://api.example.com';
const settings = { EBB_VAULT_ROOT_KEY: aRootKey(), EBB_EGRESS_ALLOW: '127.0.0.0/8' };
/** Shorter than the margin before the end: each lease renews. */
const SHORT = 30;
const nothing = (): Promise<void> => Promise.resolve();
let survivor: RunningService;
let victim: KillableVault;

async function connected(tenant: string): Promise<string> {
  const principal = {
    organisationId: tenant,
    userId: 'usr_0193f5a0c0de7000800000000000a010',
    scopes: ['*'],
    kind: 'user' as const,
  };
  const ask = (path: string, body: object): Promise<Asked> =>
    house.ask(survivor, 'POST', `/v1/connections/oauth/${path}`, { as: 'console', principal, body });
  const wish = {
    name: 'Calendar',
    allowedOrigins: [API],
    settings: {
      authorizationUrl: `${provider.url}/authorize`,
      tokenUrl: `${provider.url}/token`,
      clientId: 'us',
      authStyle: 'none',
    },
    secret: {},
  };
  const { connectionId, authorizationUrl } = (await ask('start', wish)).body as Record<string, string>;
  expect((await ask('finish', provider.consent(new URL(authorizationUrl ?? '')))).status).toBe(200);
  return connectionId ?? '';
}

/** The killed one's claim ends by itself after thirty seconds; this is not the place to wait for them. */
const thirtySecondsLater = (id: string): Promise<object[]> =>
  house.database.asAdmin(`update vault.connection set renewal_until = now() - interval '1 s' where id = $1`, [id]);
const toldOf = async (id: string): Promise<number> =>
  (
    await house.database.asAdmin(
      `select 1 from vault.outbox where topic = 'ebbflow.vault.connection' and convert_from(data, 'utf8') like $1`,
      [`%${id}%`],
    )
  ).length;

beforeAll(async () => {
  await provider.start();
  survivor = await house.start(vaultService, settings);
}, 60_000);
afterAll(() => provider.stop());

/** Asks the victim for a lease, kills it as soon as `point` is reached, and lets go of what held it there. */
async function killedAt(tenant: string, id: string, point: Promise<unknown>, release = nothing): Promise<void> {
  const asked = new VaultCaller(house, victim).lease(tenant, id, API).catch(() => undefined);
  await point;
  await victim.kill();
  await asked;
  await release();
  Object.assign(provider, { beforeGrant: nothing, beforeAnswer: nothing });
  await thirtySecondsLater(id);
}

describe('a replica that is killed while it renews', () => {
  beforeEach(async () => {
    Object.assign(provider, { expiresIn: SHORT, isLenient: false, beforeGrant: nothing, beforeAnswer: nothing });
    victim = await killableVault(house.environmentOf('vault', settings));
  }, 60_000);
  afterEach(() => victim.kill());

  const lease = (tenant: string, id: string): Promise<Asked> => new VaultCaller(house, survivor).lease(tenant, id, API);

  it('before the provider has looked at the refresh token: the next one uses it', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    await killedAt(
      tenant,
      id,
      new Promise<void>((reached) => {
        provider.beforeGrant = () => {
          reached();
          return new Promise(() => undefined);
        };
      }),
    );
    expect(await lease(tenant, id)).toMatchObject({ status: 200 });
  });

  it.each([
    ['strict', false],
    ['lenient', true],
  ] as const)(
    'after the provider has rotated, with the answer lost: a %s provider decides whether a person is needed, and that is told',
    async (_kind, isLenient) => {
      const tenant = newOrganisationId();
      const id = await connected(tenant);
      provider.isLenient = isLenient;
      await killedAt(
        tenant,
        id,
        new Promise<void>((reached) => {
          provider.beforeAnswer = () => {
            reached();
            return new Promise(() => undefined);
          };
        }),
      );
      const answer = await lease(tenant, id);
      if (isLenient) {
        expect(answer.status).toBe(200);
        expect(await toldOf(id)).toBe(0);
      } else {
        expect([answer.status, codeOf(answer)]).toEqual([410, 'VAULT.AUTHORISATION_NEEDED']);
        expect(await toldOf(id)).toBe(1);
        expect(codeOf(await lease(tenant, id))).toBe('VAULT.AUTHORISATION_NEEDED');
        expect(await toldOf(id)).toBe(1);
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'with the answer in its hands, %s it is stored: what is stored decides, and what is stored is not asked for again',
    async (when) => {
      const tenant = newOrganisationId();
      const id = await connected(tenant);
      Object.assign(provider, { isLenient: true, expiresIn: 3_600 });
      const lock = new Client({ connectionString: house.database.adminUrl });
      await lock.connect();
      try {
        await lock.query('begin');
        // Rows can be read meanwhile; what writes here waits, and its process dies waiting.
        if (when === 'after') await lock.query('lock table vault.connection_use in share row exclusive mode');
        provider.beforeAnswer = async () => {
          if (when === 'before') await lock.query('select 1 from vault.connection where id = $1 for update', [id]);
        };
        const waits = waitFor(async () => {
          const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          return (await house.database.asAdmin(waiting)).length > 0;
        });
        await killedAt(tenant, id, waits, () => lock.query('rollback').then(() => undefined));
      } finally {
        await lock.end();
      }
      const [asked, issued] = [provider.asked.length, provider.lastAccess];
      expect((await lease(tenant, id)).body).toMatchObject({
        headers: [['authorization', `Bearer ${provider.lastAccess}`]],
      });
      expect([provider.asked.length - asked, provider.lastAccess === issued]).toEqual(
        when === 'before' ? [1, false] : [0, true],
      );
    },
  );
});

describe('a renewal that is refused', () => {
  const lease = (tenant: string, id: string): Promise<Asked> => new VaultCaller(house, survivor).lease(tenant, id, API);
  const refreshedWith = (from: number): unknown[] =>
    provider.asked.slice(from).map(({ form }) => form['refresh_token']);

  beforeEach(() => Object.assign(provider, { expiresIn: SHORT, isLenient: true }));
  afterEach(() =>
    Object.assign(provider, { isLenient: false, isSilent: false, refusesNext: false, beforeGrant: nothing }),
  );

  it('goes on with the refresh token before, which stays where the provider sends no new one', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    const before = provider.lastRefresh;
    expect((await lease(tenant, id)).status).toBe(200);
    const refused = provider.lastRefresh;
    provider.revokeLast();
    provider.isSilent = true;
    const from = provider.asked.length;
    expect((await lease(tenant, id)).status).toBe(200);
    expect((await lease(tenant, id)).status).toBe(200);
    expect(refreshedWith(from)).toEqual([refused, before, before]);
    expect(await toldOf(id)).toBe(0);
  });

  it('says nothing about a connection that somebody else has renewed meanwhile', async () => {
    const tenant = newOrganisationId();
    const id = await connected(tenant);
    const overtake =
      'update vault.connection set renewal_fence = renewal_fence + 1, renewal_until = null where id = $1';
    provider.beforeGrant = async () => {
      provider.beforeGrant = nothing;
      provider.refusesNext = true;
      await house.database.asAdmin(overtake, [id]);
    };
    const from = provider.asked.length;
    expect((await lease(tenant, id)).status).toBe(200);
    expect([refreshedWith(from).length, await toldOf(id)]).toEqual([2, 0]);
  });
});

describe('client credentials', () => {
  it('are exchanged with the parameters of the provider, renewed before their end, and sent nowhere else', async () => {
    const tenant = newOrganisationId();
    const caller = new VaultCaller(house, survivor);
    provider.expiresIn = 3_600;
    const connection = {
      name: 'Machine',
      kind: 'client-credentials',
      settings: {
        tokenUrl: `${provider.url}/token`,
        clientId: 'us',
        scopes: ['read', 'write'],
        authStyle: 'body',
        tokenParameters: { audience: 'https://api.example.com/v2' },
      },
      secret: { clientSecret: 'canary-client-secret' },
    };
    const id = await caller.created(tenant, connection);
    const before = provider.asked.length;
    const [first, second] = [await caller.lease(tenant, id), await caller.lease(tenant, id)];
    expect(provider.asked.slice(before).map(({ form }) => form)).toEqual([
      {
        grant_type: 'client_credentials',
        scope: 'read write',
        audience: 'https://api.example.com/v2',
        client_id: 'us',
        client_secret: 'canary-client-secret',
      },
    ]);
    expect(first.body).toMatchObject({ headers: [['authorization', `Bearer ${provider.lastAccess}`]] });
    expect(second.body).toMatchObject({ headers: [['authorization', `Bearer ${provider.lastAccess}`]] });
    const tokenParameters = { grant_type: 'password' };
    const refused = await caller.create(tenant, {
      ...connection,
      settings: { ...connection.settings, tokenParameters },
    });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('/settings/tokenParameters/grant_type'),
    ]);
  });
});
