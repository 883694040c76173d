import type { Connection, ConnectionList } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { apiKey, aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const house = testHouse([vaultService]);
let vault: RunningService;
let caller: VaultCaller;

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  caller = new VaultCaller(house, vault);
});

const named = (parameterName: string, placement = 'header'): object => ({ settings: { placement, parameterName } });

describe('a connection', () => {
  it('is made, read and listed without its secret', async () => {
    const organisation = newOrganisationId();
    const { status, body } = await caller.create(organisation, {
      allowedOrigins: ['https://API.example.com:443', 'http://10.0.0.1:8080/'],
    });
    expect(status).toBe(201);
    const { secret: _secret, ...shown } = apiKey;
    const connection = body as Connection;
    expect(connection).toEqual({
      ...shown,
      findings: [],
      allowedOrigins: ['https://api.example.com', 'http://10.0.0.1:8080'],
      id: expect.stringMatching(/^con_/),
      state: 'ready',
      teamId: null,
      ownerId: null,
      revision: 1,
      createdAt: expect.any(String),
    });
    const one = await caller.person(organisation, 'GET', `/v1/connections/${connection.id}`);
    const all = await caller.person(organisation, 'GET', '/v1/connections');
    expect(one.body).toEqual(connection);
    expect(all.body).toEqual({ items: [connection], nextCursor: null });
    expect(JSON.stringify([body, one.body, all.body])).not.toContain(apiKey.secret.key);
  });

  it('is made once by a repeated request, of whose answer nothing is kept that would outlive it', async () => {
    const organisationId = newOrganisationId();
    const principal = { organisationId, userId: null, scopes: ['*'], kind: 'user' as const };
    const asked = { as: 'console' as const, principal, body: apiKey, headers: { 'idempotency-key': 'once' } };
    const first = await house.ask(vault, 'POST', '/v1/connections', asked);
    expect(first.status).toBe(201);
    expect(codeOf(await house.ask(vault, 'POST', '/v1/connections', asked))).toBe('HOST.IDEMPOTENCY_ANSWER_NOT_KEPT');
    const { items } = (await caller.person(organisationId, 'GET', '/v1/connections')).body as ConnectionList;
    expect(items.map(({ id }) => id)).toEqual([(first.body as Connection).id]);
    const kept = 'select answer_sealed from vault.idempotency where tenant_id = $1';
    expect(await house.database.asAdmin(kept, [organisationId])).toEqual([{ answer_sealed: null }]);
  });

  it('is listed page by page, newest first', async () => {
    const organisation = newOrganisationId();
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) ids.push(await caller.created(organisation));
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const page = (await caller.person(organisation, 'GET', `/v1/connections${query}`)).body as ConnectionList;
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      query = `?limit=2&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(ids.reverse());
    for (const cursor of ['x', 'con_', '%00', "con_0193f5a0c0de7000800000000000a001'"]) {
      expect((await caller.person(organisation, 'GET', `/v1/connections?cursor=${cursor}`)).status).toBe(400);
    }
  });

  it('goes physically when it is deleted, and deleting again is fine', async () => {
    const organisation = newOrganisationId();
    const id = await caller.created(organisation);
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await caller.person(organisation, 'DELETE', `/v1/connections/${id}`);
      expect([status, body]).toEqual([204, undefined]);
    }
    expect(await house.database.asAdmin('select 1 from vault.connection where id = $1', [id])).toEqual([]);
    expect(codeOf(await caller.person(organisation, 'GET', `/v1/connections/${id}`))).toBe('VAULT.UNKNOWN_CONNECTION');
    expect(await caller.lease(organisation, id)).toMatchObject({
      status: 404,
      body: { code: 'VAULT.UNKNOWN_CONNECTION' },
    });
  });

  it('leaves who made, changed and removed it for the audit log, once each, and not its name', async () => {
    const organisation = newOrganisationId();
    const id = await caller.created(organisation, { name: 'Ada Lovelace’s account' });
    for (let time = 0; time < 2; time += 1) await caller.person(organisation, 'DELETE', `/v1/connections/${id}`);
    const rows = await house.database.asAdmin<{ fact: unknown }>(
      `select convert_from(data, 'utf8')::jsonb as fact from vault.outbox
        where topic = 'ebbflow.vault.audit' and tenant_id = $1 order by id`,
      [organisation],
    );
    const said = { tenantId: organisation, actor: { kind: 'api-token', id: null }, object: { kind: 'connection', id } };
    expect(rows.map(({ fact }) => fact)).toEqual([
      { ...said, action: 'connection.created', facts: { kind: 'api-key' } },
      { ...said, action: 'connection.removed' },
    ]);
  });

  it('does not exist for another organisation: what it is told is what is said of an id nobody has', async () => {
    const [owner, stranger] = [newOrganisationId(), newOrganisationId()];
    const id = await caller.created(owner);
    const nobodys = 'con_0193f5a0c0de7000800000000000a001';
    const said = async (path: string): Promise<unknown> =>
      (await caller.person(stranger, 'GET', `/v1/connections/${path}`)).body;
    const withoutTrace = (body: unknown): unknown => ({ ...(body as object), traceId: undefined });
    expect(withoutTrace(await said(id))).toEqual(withoutTrace(await said(nobodys)));
    expect(withoutTrace((await caller.lease(stranger, id)).body)).toEqual(
      withoutTrace((await caller.lease(stranger, nobodys)).body),
    );
    expect((await caller.person(stranger, 'DELETE', `/v1/connections/${id}`)).status).toBe(204);
    expect((await caller.person(stranger, 'GET', '/v1/connections')).body).toEqual({ items: [], nextCursor: null });
    expect((await caller.person(owner, 'GET', `/v1/connections/${id}`)).status).toBe(200);
  });

  it('is known by its id to the executor, and only within its organisation', async () => {
    const [owner, stranger] = [newOrganisationId(), newOrganisationId()];
    const id = await caller.created(owner);
    const ids = [id, 'con_0193f5a0c0de7000800000000000a001', 'no id \0'];
    const ask = (tenantId: string, as: 'executor' | 'gateway' = 'executor') =>
      house.ask(vault, 'POST', '/internal/v1/connections/exist', { as, body: { tenantId, ids } });
    expect((await ask(owner)).body).toEqual({ existing: [id] });
    expect((await ask(stranger)).body).toEqual({ existing: [] });
    expect((await ask(owner, 'gateway')).status).toBe(403);
  });

  it('needs the scope for what is done with it', async () => {
    const organisation = newOrganisationId();
    const id = await caller.created(organisation);
    const path = `/v1/connections/${id}`;
    const forbidden = [
      caller.create(organisation, {}, 'connections:read'),
      caller.person(organisation, 'DELETE', path, { scopes: ['connections:read'] }),
      caller.person(organisation, 'GET', path, { scopes: ['connections:write'] }),
      caller.person(organisation, 'GET', '/v1/connections', { scopes: ['scenarios:read'] }),
      house.ask(vault, 'GET', path, { as: 'executor' }),
    ];
    for (const answer of await Promise.all(forbidden)) expect(answer.status).toBe(403);
    expect((await house.ask(vault, 'GET', path)).status).toBe(401);
    expect((await caller.person(organisation, 'GET', path, { scopes: ['connections:read'] })).status).toBe(200);
  });

  it('is refused with a pointer to each fault and without a word of the secret', async () => {
    const organisation = newOrganisationId();
    const cases: [object, string[]][] = [
      [
        { allowedOrigins: ['https://api.example.com/path', 'ftp://example.com', 'https://u:p@example.com'] },
        ['/allowedOrigins/0', '/allowedOrigins/1', '/allowedOrigins/2'],
      ],
      [{ allowedOrigins: ['https://api.example.com/?a=1'] }, ['/allowedOrigins/0']],
      [{ allowedOrigins: [] }, ['/allowedOrigins']],
      [named('X Api Key'), ['/settings/parameterName']],
      [named('Host'), ['/settings/parameterName']],
      [{ secret: { key: 'canary-secret-of-a-connection\r\nInjected: 1' } }, ['/secret/key']],
      [{ secret: { key: 'canary-secret-of-a-connection ' } }, ['/secret/key']],
      [{ name: 'nul\u0000' }, ['/name']],
      [named('a\u0000', 'query'), ['/settings/parameterName']],
      [named('a', 'body'), ['/settings/placement']],
      [{ secret: { key: '' } }, ['/secret/key']],
      [{ secret: apiKey.secret.key }, ['/secret']],
    ];
    for (const [more, pointers] of cases) {
      const { status, body } = await caller.create(organisation, more);
      const problem = body as { code: string; errors: { pointer: string }[] };
      expect([more, status, problem.code, problem.errors.map(({ pointer }) => pointer)]).toEqual([
        more,
        400,
        'HOST.INVALID_INPUT',
        pointers,
      ]);
      expect(JSON.stringify(body)).not.toContain('canary-secret');
    }
    expect((await caller.person(organisation, 'GET', '/v1/connections')).body).toEqual({ items: [], nextCursor: null });
  });
});
