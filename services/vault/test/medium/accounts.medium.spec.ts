import type { Connection } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aRootKey, codeOf, OF_RUN, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
let vault: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  caller = new VaultCaller(house, vault);
});

const SERVER = { host: 'db.example.org', port: 5432, user: 'reader', tls: 'required', verifiesCertificate: true };
const SSH = { host: 'files.example.org', port: 22, user: 'reader', hostKeyFingerprint: `SHA256:${'a'.repeat(43)}` };
const password = { password: 'canary-password' };
const account = (kind: string, settings: object, secret: object = password): object => ({
  name: 'Account',
  kind,
  settings,
  secret,
});

const CLIENT = { tokenUrl: 'https://id.example.org/token', clientId: 'us' };

async function created(tenant: string, body: object): Promise<Connection> {
  const answer = await caller.person(tenant, 'POST', '/v1/connections', { body });
  expect(answer).toMatchObject({ status: 201, body: { state: 'ready', allowedOrigins: [] } });
  expect(JSON.stringify(answer.body)).not.toContain('canary');
  return answer.body as Connection;
}

/** With consent, as far as its row says. */
async function consented(tenant: string, { kind: _kind, ...wish }: Readonly<Record<string, unknown>>): Promise<string> {
  const principal = { organisationId: tenant, userId: newId<string>('usr'), scopes: ['*'], kind: 'user' as const };
  const asked = { as: 'console' as const, principal, body: wish };
  const { body } = await house.ask(vault, 'POST', '/v1/connections/oauth/start', asked);
  const id = (body as { connectionId: string }).connectionId;
  await house.database.asAdmin(`update vault.connection set state = 'ready' where id = $1`, [id]);
  return id;
}

function put(organisationId: string, id: string, ifMatch: string | undefined, body: object): Promise<Asked> {
  return house.ask(vault, 'PUT', `/v1/connections/${id}`, {
    as: 'console',
    principal: { organisationId, userId: null, scopes: ['*'], kind: 'user' },
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
}

describe('an account', () => {
  it.each([
    ['smtp', SERVER, password],
    ['imap', SERVER, password],
    ['ftp', { ...SERVER, tls: 'preferred', verifiesCertificate: false }, password],
    ['postgresql', { ...SERVER, database: 'app' }, password],
    ['mysql', { ...SERVER, database: 'app' }, password],
  ])(
    'of the kind %s is lent as its module needs it, at the security its owner chose',
    async (kind, settings, secret) => {
      const tenant = newOrganisationId();
      const { id } = await created(tenant, account(kind, settings, secret));
      const { status, body } = await caller.credentials(tenant, id, kind);
      expect([status, (body as { credentials: object }).credentials]).toEqual([
        200,
        { kind, ...settings, secret: 'canary-password' },
      ]);
      expect(codeOf(await caller.lease(tenant, id))).toBe('VAULT.OTHER_CONNECTION_KIND');
      expect(codeOf(await caller.credentials(tenant, id, 'sftp'))).toBe('VAULT.OTHER_CONNECTION_KIND');
      expect(codeOf(await caller.credentials(newOrganisationId(), id, kind))).toBe('VAULT.UNKNOWN_CONNECTION');
      const uses = await caller.person(tenant, 'GET', `/v1/connections/${id}/uses`);
      expect(uses.body).toMatchObject({ items: [{ scenarioId: OF_RUN.scenarioId }] });
      const shown = (await caller.person(tenant, 'GET', `/v1/connections/${id}`)).body as Connection;
      expect(shown.findings.map(({ code }) => code)).toEqual(
        kind === 'ftp' ? ['VAULT.TLS_PREFERRED', 'VAULT.CERTIFICATE_UNCHECKED'] : [],
      );
      const [made] = await house.database.asAdmin<{ facts: unknown }>(
        `select convert_from(data, 'utf8')::jsonb -> 'facts' as facts from vault.outbox
          where topic = 'ebbflow.vault.audit' and tenant_id = $1`,
        [tenant],
      );
      const lessSecure = 'VAULT.TLS_PREFERRED VAULT.CERTIFICATE_UNCHECKED';
      expect(made?.facts).toEqual({ kind, ...(kind === 'ftp' ? { lessSecure } : {}) });
    },
  );

  it('over SSH has a key or a password, and the fingerprint of its server', async () => {
    const tenant = newOrganisationId();
    const { id } = await created(tenant, account('sftp', SSH, { privateKey: 'canary\nkey\n', passphrase: 'p' }));
    expect((await caller.credentials(tenant, id, 'sftp')).body).toMatchObject({
      credentials: { kind: 'sftp', ...SSH, privateKey: 'canary\nkey\n', passphrase: 'p' },
    });
    const faults: [object, string][] = [
      [account('sftp', SSH, {}), '/secret'],
      [account('sftp', { ...SSH, hostKeyFingerprint: 'x' }), '/settings/hostKeyFingerprint'],
      [account('smtp', { ...SERVER, host: 'smtp://mail.example.org' }), '/settings/host'],
      [account('smtp', { ...SERVER, ca: 'canary' }), '/settings/ca'],
      [account('smtp', SERVER, { password: 'canary\u0000' }), '/secret/password'],
    ];
    for (const [body, pointer] of faults) {
      const answer = await caller.person(tenant, 'POST', '/v1/connections', { body });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
      expect(JSON.stringify(answer.body)).not.toContain('canary');
    }
  });

  it.each([
    ['api-key', { placement: 'header', parameterName: 'X-Key' }, { key: 'canary-key' }],
    ['custom-headers', { names: ['X-Key'] }, { values: ['canary-key'] }],
    ['client-credentials', CLIENT, { clientSecret: 'canary-client-secret' }],
    ['oauth2', { ...CLIENT, authorizationUrl: 'https://id.example.org/authorize' }, { clientSecret: 'canary' }],
  ])('over HTTP (%s) keeps its secret when the address of its test comes or goes', async (kind, settings, secret) => {
    const tenant = newOrganisationId();
    const connection = { name: 'Api', kind, settings, allowedOrigins: ['https://api.example.com'] };
    const id = await (kind === 'oauth2' ? consented : caller.created.bind(caller))(tenant, { ...connection, secret });
    const tested = { ...connection, settings: { ...settings, testUrl: 'https://api.example.com/me' } };
    expect(await put(tenant, id, '"1"', tested)).toMatchObject({ status: 200, body: { state: 'ready' } });
    if (kind === 'api-key' || kind === 'custom-headers') {
      expect((await caller.lease(tenant, id)).body).toMatchObject({ headers: [['X-Key', 'canary-key']] });
    }
    expect(await put(tenant, id, '"2"', connection)).toMatchObject({ status: 200, body: { state: 'ready' } });
  });

  it('keeps its secret under another name, and drops it when it is to go to another server', async () => {
    const tenant = newOrganisationId();
    const { id } = await created(tenant, account('smtp', SERVER));
    const renamed = { ...account('smtp', SERVER), name: 'Renamed', secret: undefined };
    expect(codeOf(await put(tenant, id, undefined, renamed))).toBe('VAULT.REVISION_REQUIRED');
    expect(await put(tenant, id, '"1"', renamed)).toMatchObject({ status: 200, body: { state: 'ready', revision: 2 } });
    expect(codeOf(await put(tenant, id, '"1"', renamed))).toBe('VAULT.CONNECTION_CHANGED');
    expect((await caller.credentials(tenant, id, 'smtp')).status).toBe(200);
    const moved = { ...renamed, settings: { ...SERVER, host: 'evil.example.org' } };
    expect(await put(tenant, id, '"2"', moved)).toMatchObject({ status: 200, body: { state: 'secret-needed' } });
    expect(await caller.credentials(tenant, id, 'smtp')).toMatchObject({
      status: 410,
      body: { code: 'VAULT.SECRET_NEEDED' },
    });
    expect(await house.database.asAdmin('select secret_sealed from vault.connection where id = $1', [id])).toEqual([
      { secret_sealed: null },
    ]);
    expect(await put(tenant, id, '"3"', { ...moved, secret: password })).toMatchObject({ body: { state: 'ready' } });
    expect((await caller.credentials(tenant, id, 'smtp')).body).toMatchObject({
      credentials: { host: 'evil.example.org', secret: 'canary-password' },
    });
  });
});
