import type { ConnectionList, Principal } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { auditFactsOf, newOrganisationId, testHouse, type Asked } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { apiKey, aRootKey, codeOf, OF_RUN } from './vault-fixture.ts';

const house = testHouse([vaultService]);
const tenant = newOrganisationId();
const [ours, theirs] = ['team_ours', 'team_theirs'];
const READ = ['connections:read', 'keys:read'];
const WRITE = [...READ, 'connections:write', 'keys:write'];
let vault: RunningService;

const principal = (scopes: string[], teams: Principal['teams'] = []): Principal => ({
  organisationId: tenant,
  userId: 'usr_0193f5a0c0de7000800000000000a001',
  scopes,
  teams,
  kind: 'user',
});
const owner = principal(['*']);
const member = principal([], [{ teamIds: [ours], scopes: WRITE }]);
const monitoring = principal([], [{ teamIds: [ours], scopes: READ }]);
const stranger = principal([], [{ teamIds: [theirs], scopes: WRITE }]);
const nobody = principal([]);

const as = (who: Principal, method: string, path: string, body?: object): Promise<Asked> =>
  house.ask(vault, method, path, {
    as: 'console',
    principal: who,
    headers: { 'if-match': '"1"' },
    ...(body === undefined ? {} : { body }),
  });
const create = (who: Principal, teamId: string | null): Promise<Asked> =>
  as(who, 'POST', '/v1/connections', { ...apiKey, teamId });
const made = async (teamId: string | null): Promise<string> =>
  ((await create(owner, teamId)).body as { id: string }).id;
const replace = (who: Principal, id: string, teamId: string | null): Promise<Asked> =>
  as(who, 'PUT', `/v1/connections/${id}`, { ...apiKey, secret: undefined, teamId });
const testLease = (who: Principal, connectionId: string, url?: string): Promise<Asked> =>
  house.ask(vault, 'POST', '/internal/v1/leases/tests', {
    as: 'executor',
    body: { principal: who, connectionId, ...(url === undefined ? {} : { url }) },
  });

beforeAll(async () => {
  vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
});

describe('a connection of a team', () => {
  it('is there for its team and for who may do it everywhere; for other teams it is as if it were not', async () => {
    const id = await made(ours);
    const path = `/v1/connections/${id}`;
    for (const who of [owner, member, monitoring]) expect((await as(who, 'GET', path)).status).toBe(200);
    for (const [method, more] of [
      ['GET', ''],
      ['GET', '/uses'],
      ['DELETE', ''],
    ] as const) {
      const answer = await as(stranger, method, `${path}${more}`);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'VAULT.UNKNOWN_CONNECTION']);
      // The very same as of one that nobody has.
      const absent = await as(stranger, method, `/v1/connections/con_0193f5a0c0de7000800000000000ffff${more}`);
      expect([absent.status, codeOf(absent)]).toEqual([404, 'VAULT.UNKNOWN_CONNECTION']);
    }
    expect((await replace(stranger, id, theirs)).status).toBe(404);
    expect((await as(nobody, 'GET', path)).status).toBe(403);
    expect((await as(monitoring, 'DELETE', path)).status).toBe(403);
    expect((await as(owner, 'GET', path)).status).toBe(200);
    expect((await as(member, 'DELETE', path)).status).toBe(204);
  });

  it('without a team is shared by all teams', async () => {
    const id = await made(null);
    for (const who of [member, monitoring, stranger]) {
      expect((await as(who, 'GET', `/v1/connections/${id}`)).status).toBe(200);
    }
    expect((await as(nobody, 'GET', `/v1/connections/${id}`)).status).toBe(403);
  });

  it('stands in the lists of those who may see it and in no other', async () => {
    const [own, other, shared] = [await made(ours), await made(theirs), await made(null)];
    const listed = async (who: Principal, query = ''): Promise<string[]> => {
      const { items } = (await as(who, 'GET', `/v1/connections?limit=200${query}`)).body as ConnectionList;
      return items.map(({ id }) => id).filter((id) => [own, other, shared].includes(id));
    };
    expect(await listed(owner)).toEqual([shared, other, own]);
    expect(await listed(member)).toEqual([shared, own]);
    expect(await listed(stranger)).toEqual([shared, other]);
    expect(await listed(owner, `&teamId=${theirs}`)).toEqual([shared, other]);
    expect(await listed(member, `&teamId=${theirs}`)).toEqual([shared]);
  });

  it('is there for scenarios of its team alone; those of no team may work with any', async () => {
    const ids = [await made(ours), await made(theirs), await made(null)];
    const usable = async (teamId?: string | null): Promise<boolean[]> => {
      const body = { tenantId: tenant, ids, ...(teamId === undefined ? {} : { teamId }) };
      const answer = await house.ask(vault, 'POST', '/internal/v1/connections/exist', { as: 'executor', body });
      return ids.map((id) => (answer.body as { existing: string[] }).existing.includes(id));
    };
    expect(await usable(ours)).toEqual([true, false, true]);
    expect(await usable(theirs)).toEqual([false, true, true]);
    expect([await usable(null), await usable()]).toEqual([ids.map(() => true), ids.map(() => true)]);
  });

  it('is lent to runs of scenarios of its team alone, also once it has moved, as secret and as account', async () => {
    const lent = async (path: string, id: string, teamId: string | null, more: object): Promise<unknown> => {
      const body = { ...OF_RUN, tenantId: tenant, connectionId: id, teamId, ...more };
      const answer = await house.ask(vault, 'POST', path, { as: 'executor', body });
      return answer.status === 200 ? 200 : codeOf(answer);
    };
    const key = (id: string, teamId: string | null): Promise<unknown> =>
      lent('/internal/v1/leases', id, teamId, { origin: 'https://api.example.com' });
    const id = await made(ours);
    expect([await key(id, ours), await key(id, null), await key(await made(null), theirs)]).toEqual([200, 200, 200]);
    expect(await key(id, theirs)).toBe('VAULT.UNKNOWN_CONNECTION');
    expect((await replace(owner, id, theirs)).status).toBe(200);
    expect([await key(id, theirs), await key(id, ours)]).toEqual([200, 'VAULT.UNKNOWN_CONNECTION']);
    const settings = { host: 'mail.example.org', port: 465, user: 'u', tls: 'implicit' };
    const smtp = { name: 'Mail', kind: 'smtp', settings, secret: { password: 'canary' }, teamId: ours };
    const account = ((await as(owner, 'POST', '/v1/connections', smtp)).body as { id: string }).id;
    const credentials = (teamId: string): Promise<unknown> =>
      lent('/internal/v1/leases/credentials', account, teamId, { kind: 'smtp' });
    expect([await credentials(ours), await credentials(theirs)]).toEqual([200, 'VAULT.UNKNOWN_CONNECTION']);
  });

  it('is made for, and moved to, only a team in which its maker may change it', async () => {
    expect((await create(member, ours)).status).toBe(201);
    expect((await create(member, theirs)).status).toBe(403);
    expect((await create(monitoring, ours)).status).toBe(403);
    const id = await made(ours);
    expect((await replace(member, id, theirs)).status).toBe(403);
    expect((await replace(owner, id, theirs)).status).toBe(200);
    expect((await as(member, 'GET', `/v1/connections/${id}`)).status).toBe(404);
  });

  it('is authorised and tested by its team alone, also where the executor asks for it', async () => {
    const id = await made(ours);
    const url = 'https://api.example.com/me';
    expect((await testLease(member, id, url)).body).toEqual({
      over: 'http',
      url,
      headers: [['X-Api-Key', apiKey.secret.key]],
      query: [],
    });
    expect(codeOf(await testLease(stranger, id, url))).toBe('VAULT.UNKNOWN_CONNECTION');
    expect((await testLease(monitoring, id, url)).status).toBe(403);
    expect(codeOf(await testLease({ ...member, organisationId: newOrganisationId() }, id, url))).toBe(
      'VAULT.UNKNOWN_CONNECTION',
    );
    expect(codeOf(await testLease(member, id))).toBe('VAULT.TEST_NEEDS_ADDRESS');
    expect(codeOf(await testLease(member, id, 'https://evil.example.com/'))).toBe('VAULT.ORIGIN_NOT_ALLOWED');
    const consent = (who: Principal) => as(who, 'POST', '/v1/connections/oauth/start', { connectionId: id });
    expect(codeOf(await consent(member))).toBe('VAULT.OTHER_CONNECTION_KIND');
    expect(codeOf(await consent(stranger))).toBe('VAULT.UNKNOWN_CONNECTION');
  });

  it('knows the address of its test, which lies within its origins', async () => {
    const settings = { ...apiKey.settings, testUrl: 'https://api.example.com/me' };
    const id = (
      (await as(member, 'POST', '/v1/connections', { ...apiKey, settings, teamId: ours })).body as { id: string }
    ).id;
    expect((await testLease(member, id)).body).toMatchObject({ over: 'http', url: settings.testUrl });
    const elsewhere = { ...settings, testUrl: 'https://evil.example.com/me' };
    const refused = await as(owner, 'POST', '/v1/connections', { ...apiKey, settings: elsewhere });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('/settings/testUrl')]);
  });
});

describe('a key of the keychain', () => {
  const aes = { name: 'AES', secret: { kind: 'aes', key: Buffer.alloc(32, 1).toString('base64') } };
  const keyOf = async (teamId: string | null, who: Principal = owner): Promise<string> =>
    ((await as(who, 'POST', '/v1/keys', { ...aes, teamId })).body as { id: string }).id;
  const lent = async (keyId: string, teamId: string | null): Promise<unknown> => {
    const body = { ...OF_RUN, tenantId: tenant, keyId, teamId, purpose: 'aes' };
    const answer = await house.ask(vault, 'POST', '/internal/v1/key-leases', { as: 'executor', body });
    return answer.status === 200 ? 200 : codeOf(answer);
  };

  it('without a team is shared by all of them', async () => {
    const path = `/v1/keys/${await keyOf(null, member)}`;
    expect((await as(stranger, 'GET', path)).status).toBe(200);
    expect((await as(monitoring, 'DELETE', path)).status).toBe(403);
    expect((await as(nobody, 'GET', path)).status).toBe(403);
  });

  it('of a team is there for its team, in lists and by its id, and for others as if it were not', async () => {
    const [own, other] = [await keyOf(ours, member), await keyOf(theirs)];
    expect((await as(member, 'POST', '/v1/keys', { ...aes, teamId: theirs })).status).toBe(403);
    const listed = async (who: Principal, query = ''): Promise<string[]> => {
      const { items } = (await as(who, 'GET', `/v1/keys?limit=200${query}`)).body as { items: { id: string }[] };
      return items.map(({ id }) => id).filter((id) => id === own || id === other);
    };
    expect([await listed(owner), await listed(member), await listed(stranger)]).toEqual([[other, own], [own], [other]]);
    expect([await listed(owner, `&teamId=${ours}`), await listed(member, `&teamId=${theirs}`)]).toEqual([[own], []]);
    for (const [method, more] of [
      ['GET', ''],
      ['GET', '/uses'],
      ['DELETE', ''],
      ['PATCH', ''],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'Taken' } : undefined;
      const answer = await as(stranger, method, `/v1/keys/${own}${more}`, body);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'VAULT.UNKNOWN_KEY']);
    }
    expect((await as(member, 'PATCH', `/v1/keys/${own}`, { teamId: theirs })).status).toBe(403);
    expect((await as(owner, 'PATCH', `/v1/keys/${own}`, { teamId: theirs })).body).toMatchObject({ teamId: theirs });
    expect((await as(member, 'GET', `/v1/keys/${own}`)).status).toBe(404);
  });

  it('is lent to runs of scenarios of its team alone, also once it has moved, and is known to those alone', async () => {
    const [own, shared] = [await keyOf(ours), await keyOf(null)];
    expect([await lent(own, ours), await lent(own, null), await lent(shared, theirs)]).toEqual([200, 200, 200]);
    expect(await lent(own, theirs)).toBe('VAULT.UNKNOWN_KEY');
    const usable = async (teamId?: string | null): Promise<unknown> => {
      const body = { tenantId: tenant, ids: [own, shared], ...(teamId === undefined ? {} : { teamId }) };
      return (await house.ask(vault, 'POST', '/internal/v1/keys/exist', { as: 'executor', body })).body;
    };
    expect(await usable(theirs)).toEqual({ existing: [shared] });
    for (const any of [ours, null, undefined])
      expect(new Set(((await usable(any)) as { existing: string[] }).existing)).toEqual(new Set([own, shared]));
    await as(owner, 'PATCH', `/v1/keys/${own}`, { teamId: theirs });
    expect([await lent(own, theirs), await lent(own, ours)]).toEqual([200, 'VAULT.UNKNOWN_KEY']);
  });

  it('says which scenario used it when, and what was done to it stands in the audit log', async () => {
    const id = await keyOf(ours);
    await lent(id, ours);
    const uses = (await as(member, 'GET', `/v1/keys/${id}/uses`)).body;
    expect(uses).toMatchObject({ items: [{ scenarioId: OF_RUN.scenarioId }] });
    expect((await as(owner, 'DELETE', `/v1/keys/${id}`)).status).toBe(204);
    expect(await house.database.asAdmin('select 1 from vault.keychain_use where key_id = $1', [id])).toEqual([]);
    const told = (await auditFactsOf(house.database, 'vault', tenant)).filter(({ object }) => object.id === id);
    expect(told.map(({ action }) => action)).toEqual(['key.created', 'key.removed']);
  });
});
