import { type Principal, principalSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Person } from '../support/person.ts';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();
const owner = (name: string) => Person.owner(house.identity, `${name}@example.test`);
const code = (status: number, name: string) => ({ status, body: { code: `IDENTITY.${name}` } });

const resolve = (apiToken: string) => house.identity.resolve({ apiToken });
async function aToken(person: Person, more: object = {}): Promise<{ id: string; token: string; prefix: string }> {
  const { body } = await person.ask('POST', '/v1/me/api-tokens', { name: 'CI', scopes: ['runs:read'], ...more });
  return body as { id: string; token: string; prefix: string };
}
const scopesOf = async (token: string): Promise<Principal['scopes']> =>
  principalSchema.parse((await resolve(token)).body).scopes;

describe('an API token', () => {
  it('is shown once, kept as a hash, and found by how it begins', async () => {
    const ada = await owner('tok-ada');
    const { id, token, prefix } = await aToken(ada);
    await aToken(ada, { name: 'Other' });
    expect(token).toMatch(/^ebb_[A-Za-z0-9_-]{27}$/);
    expect(token.startsWith(prefix)).toBe(true);
    expect(await resolve(token)).toMatchObject({
      status: 200,
      body: { kind: 'api-token', userId: null, apiTokenId: id, scopes: ['runs:read'] },
    });
    for (const beginning of [prefix, token, token.slice(0, 9)]) {
      const { body } = await ada.ask('GET', `/v1/me/api-tokens?prefix=${beginning}`);
      expect(body['items']).toMatchObject([{ id, name: 'CI' }]);
      expect(JSON.stringify(body)).not.toContain(token);
    }
    for (const none of ['ebb_%25', '%25', 'ebb_________'])
      expect((await ada.ask('GET', `/v1/me/api-tokens?prefix=${none}`)).body['items']).toEqual([]);
    const database = house.identity.service.app.get(Database, { strict: false });
    const rows = await database.withTenant(await ada.organisationId(), (sql) =>
      sql.query({ name: 'test.tokens', text: 'select t::text from identity.api_token t' }),
    );
    expect(JSON.stringify(rows)).not.toContain(token.slice(prefix.length));
  });

  it('is made only by who has proved lately who they are: it outlives the session', async () => {
    const ada = await owner('proof-ada');
    house.identity.clock.advance(5 * 60_000);
    const create = { name: 'x', scopes: ['runs:read'] };
    expect(await ada.ask('POST', '/v1/me/api-tokens', create)).toMatchObject(code(403, 'PROOF_NEEDED'));
    expect((await ada.ask('GET', '/v1/me/api-tokens')).body['items']).toEqual([]);
  });

  it('says when it was last used, to a minute', async () => {
    const ada = await owner('used-ada');
    const { token } = await aToken(ada);
    const lastUsed = async () =>
      ((await ada.ask('GET', '/v1/me/api-tokens')).body['items'] as { lastUsedAt: string }[])[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    const first = house.identity.clock.now().toISOString();
    await resolve(token);
    house.identity.clock.advance(59_000);
    await resolve(token);
    expect(await lastUsed()).toBe(first);
    house.identity.clock.advance(1_000);
    await resolve(token);
    expect(await lastUsed()).toBe(house.identity.clock.now().toISOString());
  });

  it('ends after 90 days, or as long as was asked for, a year at most', async () => {
    const ada = await owner('day-ada');
    expect(
      (await ada.ask('POST', '/v1/me/api-tokens', { name: 'x', scopes: ['runs:read'], expiresInDays: 366 })).status,
    ).toBe(400);
    const [usual, long] = [await aToken(ada), await aToken(ada, { expiresInDays: 365 })];
    house.identity.clock.advance(90 * DAY_MS);
    expect([(await resolve(usual.token)).status, (await resolve(long.token)).status]).toEqual([401, 200]);
    house.identity.clock.advance(275 * DAY_MS);
    expect((await resolve(long.token)).status).toBe(401);
  });

  it('has no more than its person at the moment, and ends with the membership', async () => {
    const ada = await owner('mem-ada');
    const bob = await ada.newcomer('mem-bob@example.test', { role: 'admin' });
    expect(await bob.ask('POST', '/v1/me/api-tokens', { name: 'x', scopes: ['*'] })).toMatchObject(
      code(403, 'BEYOND_OWN_RIGHTS'),
    );
    expect(await bob.ask('POST', '/v1/me/api-tokens', { name: 'x', scopes: ['ownership:write'] })).toMatchObject(
      code(403, 'BEYOND_OWN_RIGHTS'),
    );
    const { token } = await aToken(bob, { scopes: ['runs:read', 'usage:read'] });
    expect(await scopesOf(token)).toEqual(['usage:read', 'runs:read']);
    const path = `/v1/members/${await bob.userId()}`;
    await ada.change('PATCH', path, { role: 'member' });
    expect(await scopesOf(token)).toEqual(['usage:read']);
    await ada.ask('DELETE', path);
    expect((await resolve(token)).status).toBe(401);
  });

  it('is not to be had where the account is kept once its person has left there', async () => {
    const ada = await owner('left-ada');
    const home = await ada.organisationId();
    const bob = await ada.newcomer('left-bob@example.test', { role: 'owner' });
    await bob.enter(home);
    expect((await bob.ask('DELETE', `/v1/members/${await ada.userId()}`)).status).toBe(204);
    expect(await ada.principal()).toMatchObject({ organisationId: home, scopes: ['me:read', 'me:write'] });
    const create = { name: 'x', scopes: ['me:read'] };
    expect(await ada.ask('POST', '/v1/me/api-tokens', create)).toMatchObject(code(403, 'BEYOND_OWN_RIGHTS'));
  });

  it('of a member of a team reaches that team', async () => {
    const ada = await owner('tt-ada');
    const team = String((await ada.ask('POST', '/v1/teams', { name: 'T' })).body['id']);
    const bob = await ada.newcomer('tt-bob@example.test', { team: { id: team, role: 'member' } });
    const { token } = await aToken(bob, { scopes: ['runs:read', 'hooks:read'] });
    expect((await resolve(token)).body).toMatchObject({
      scopes: [],
      teams: [{ teamIds: [team], scopes: ['runs:read', 'hooks:read'] }],
    });
  });

  it('is revoked by its own person only, and at once', async () => {
    const ada = await owner('rev-ada');
    const bob = await ada.newcomer('rev-bob@example.test', { role: 'admin' });
    const { id, token } = await aToken(ada);
    expect(await bob.ask('DELETE', `/v1/me/api-tokens/${id}`)).toMatchObject(code(404, 'API_TOKEN_NOT_FOUND'));
    expect((await bob.ask('GET', '/v1/me/api-tokens')).body['items']).toEqual([]);
    expect((await ada.ask('DELETE', `/v1/me/api-tokens/${id}`)).status).toBe(204);
    expect((await resolve(token)).status).toBe(401);
    expect(await ada.ask('DELETE', `/v1/me/api-tokens/${id}`)).toMatchObject(code(404, 'API_TOKEN_NOT_FOUND'));
  });

  it('makes no tokens itself, and a person has at most fifty', async () => {
    const ada = await owner('many-ada');
    const { token } = await aToken(ada, { scopes: ['*'] });
    const principal = principalSchema.parse((await resolve(token)).body);
    const create = { name: 'x', scopes: ['runs:read'] };
    expect(await house.identity.call('POST', '/v1/me/api-tokens', create, { principal })).toMatchObject(
      code(403, 'NOT_A_PERSON'),
    );
    for (let count = 1; count < 50; count += 1) await aToken(ada);
    expect(await ada.ask('POST', '/v1/me/api-tokens', create)).toMatchObject(code(409, 'TOO_MANY_API_TOKENS'));
    expect((await house.identity.signIn(ada.email, PASSWORD)).status).toBe(201);
  });
});
