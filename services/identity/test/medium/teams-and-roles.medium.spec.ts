import { Database } from '@ebbflow/persistence';
import { Person } from '../support/person.ts';
import { identityForFile } from '../support/started-identity.ts';

const house = identityForFile();
const owner = (name: string) => Person.owner(house.identity, `${name}@example.test`);
const code = (status: number, name: string) => ({ status, body: { code: `IDENTITY.${name}` } });

async function aTeam(ada: Person, name: string): Promise<string> {
  return String((await ada.ask('POST', '/v1/teams', { name })).body['id']);
}

describe('a team', () => {
  it('gives its members rights in it and in no other', async () => {
    const ada = await owner('team-ada');
    const [own, other] = [await aTeam(ada, 'Own'), await aTeam(ada, 'Other')];
    const bob = await ada.newcomer('team-bob@example.test', { team: { id: own, role: 'operator' } });
    expect(await bob.principal()).toMatchObject({
      scopes: expect.arrayContaining(['data-structures:read']),
      teams: [{ teamIds: [own], scopes: expect.arrayContaining(['scenarios:activate']) }],
    });
    expect((await bob.ask('GET', `/v1/teams/${own}/members`)).body).toMatchObject({ items: [{ role: 'operator' }] });
    for (const id of [other, 'tea_00000000000000000000000000000000', 'x'])
      expect(await bob.ask('GET', `/v1/teams/${id}/members`)).toMatchObject(code(404, 'TEAM_NOT_FOUND'));
    expect((await bob.ask('PUT', `/v1/teams/${own}/members/${await bob.userId()}`, { role: 'admin' })).status).toBe(
      403,
    );
    expect((await bob.ask('POST', '/v1/teams', { name: 'Third' })).status).toBe(403);
  });

  it('is managed by its admin, as far as the admin’s own rights go', async () => {
    const ada = await owner('lead-ada');
    const [own, other] = [await aTeam(ada, 'Own'), await aTeam(ada, 'Other')];
    const bob = await ada.newcomer('lead-bob@example.test', { team: { id: own, role: 'admin' } });
    const carl = await ada.newcomer('lead-carl@example.test');
    const seat = `members/${await carl.userId()}`;
    expect((await bob.ask('PUT', `/v1/teams/${own}/${seat}`, { role: 'admin' })).body).toMatchObject({ role: 'admin' });
    expect((await carl.principal()).teams).toHaveLength(1);
    const monitoring = { role: 'monitoring' };
    expect(await bob.ask('PUT', `/v1/teams/${own}/${seat}`, monitoring)).toMatchObject(code(428, 'REVISION_REQUIRED'));
    expect((await bob.change('PUT', `/v1/teams/${own}/${seat}`, monitoring)).body).toMatchObject({ revision: 2 });
    expect(await bob.change('PUT', `/v1/teams/${own}/${seat}`, monitoring)).toMatchObject(
      code(412, 'REVISION_CONFLICT'),
    );
    expect(await bob.ask('PUT', `/v1/teams/${other}/${seat}`, { role: 'member' })).toMatchObject(
      code(404, 'TEAM_NOT_FOUND'),
    );
    expect((await bob.ask('DELETE', `/v1/teams/${own}/${seat}`)).status).toBe(204);
    expect((await carl.principal()).teams).toBeUndefined();
    const nobody = 'members/usr_00000000000000000000000000000000';
    expect(await bob.ask('PUT', `/v1/teams/${own}/${nobody}`, { role: 'member' })).toMatchObject(
      code(404, 'MEMBER_NOT_FOUND'),
    );
    expect((await bob.ask('DELETE', `/v1/teams/${own}`)).status).toBe(403);
    expect(await bob.change('PUT', `/v1/teams/${own}/${seat}`, monitoring)).toMatchObject(
      code(412, 'REVISION_CONFLICT'),
    );
    // Gone with the team, and with the membership.
    await bob.ask('PUT', `/v1/teams/${own}/${seat}`, { role: 'member' });
    expect((await ada.ask('DELETE', `/v1/teams/${own}`)).status).toBe(204);
    expect((await bob.principal()).teams).toBeUndefined();
  });

  it('of another organisation is not there', async () => {
    const [ada, eve] = [await owner('foreign-ada'), await owner('foreign-eve')];
    const id = await aTeam(ada, 'Hers');
    expect(await eve.ask('GET', `/v1/teams/${id}`)).toMatchObject(code(404, 'TEAM_NOT_FOUND'));
    expect(await eve.ask('PATCH', `/v1/teams/${id}`, { name: 'Mine' }, { 'if-match': '"1"' })).toMatchObject(
      code(404, 'TEAM_NOT_FOUND'),
    );
    expect((await eve.ask('DELETE', `/v1/teams/${id}`)).status).toBe(204);
    expect((await ada.ask('GET', `/v1/teams/${id}`)).body).toMatchObject({ name: 'Hers' });
    const invitation = { email: 'x@example.test', team: { id, role: 'member' } };
    expect(await eve.ask('POST', '/v1/invitations', invitation)).toMatchObject(code(404, 'TEAM_NOT_FOUND'));
  });

  it('is renamed by who has seen it last, under a name of its own', async () => {
    const ada = await owner('name-ada');
    const id = await aTeam(ada, 'One');
    await aTeam(ada, 'Two');
    const rename = (name: string, tag?: string) =>
      ada.ask('PATCH', `/v1/teams/${id}`, { name }, tag === undefined ? {} : { 'if-match': tag });
    expect(await rename('Three')).toMatchObject(code(428, 'REVISION_REQUIRED'));
    expect(await rename('two', '"1"')).toMatchObject(code(409, 'TEAM_NAME_TAKEN'));
    const renamed = await rename('Three', '"1"');
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, '"2"']);
    for (const tag of ['"1"', 'W/"2"', '*'])
      expect(await rename('Four', tag)).toMatchObject(code(412, 'REVISION_CONFLICT'));
    const organisation = await ada.ask('PATCH', '/v1/organisation', { name: 'Harbour' }, { 'if-match': '"1"' });
    expect(organisation.body).toMatchObject({ name: 'Harbour', revision: 2 });
  });
});

describe('a role of one’s own', () => {
  const reader = { name: 'Reader', level: 'organisation', scopes: ['runs:read', 'scenarios:read'] };

  it('holds what it names, for whoever has it, at once', async () => {
    const ada = await owner('role-ada');
    const { body } = await ada.ask('POST', '/v1/roles', reader);
    const bob = await ada.newcomer('role-bob@example.test', { role: body['id'] });
    expect((await bob.principal()).scopes).toEqual(['me:read', 'me:write', 'scenarios:read', 'runs:read']);
    const path = `/v1/roles/${String(body['id'])}`;
    const narrowed = await ada.ask('PATCH', path, { scopes: ['usage:read'] }, { 'if-match': '"1"' });
    expect(narrowed.body).toMatchObject({ scopes: ['usage:read'], revision: 2, name: 'Reader' });
    expect((await bob.principal()).scopes).toEqual(['me:read', 'me:write', 'usage:read']);
    expect(await ada.ask('DELETE', path)).toMatchObject(code(409, 'ROLE_IN_USE'));
    await ada.change('PATCH', `/v1/members/${await bob.userId()}`, { role: 'member' });
    expect((await ada.ask('DELETE', path)).status).toBe(204);
    expect(await ada.ask('DELETE', path)).toMatchObject(code(404, 'ROLE_NOT_FOUND'));
  });

  it('holds nothing its maker lacks, and is changed by nobody who has less', async () => {
    const ada = await owner('less-ada');
    const keeper = {
      name: 'Keeper',
      level: 'organisation',
      scopes: ['roles:read', 'roles:write', 'members:write', 'runs:read'],
    };
    const { body: role } = await ada.ask('POST', '/v1/roles', keeper);
    const { body: rich } = await ada.ask('POST', '/v1/roles', {
      name: 'Rich',
      level: 'organisation',
      scopes: ['keys:write'],
    });
    const bob = await ada.newcomer('less-bob@example.test', { role: role['id'] });
    const beyond = code(403, 'BEYOND_OWN_RIGHTS');
    const own = `/v1/roles/${String(role['id'])}`;
    expect((await bob.ask('POST', '/v1/roles', { ...reader, scopes: ['runs:read'] })).status).toBe(201);
    expect(await bob.ask('POST', '/v1/roles', { ...reader, name: 'R2' })).toMatchObject(beyond);
    expect(await bob.ask('PATCH', own, { scopes: ['keys:write'] }, { 'if-match': '"1"' })).toMatchObject(beyond);
    const richPath = `/v1/roles/${String(rich['id'])}`;
    expect(await bob.ask('PATCH', richPath, { scopes: [] }, { 'if-match': '"1"' })).toMatchObject(beyond);
    expect(await bob.ask('DELETE', richPath)).toMatchObject(beyond);
    for (const choice of ['owner', 'admin', rich['id']])
      expect(await bob.change('PATCH', `/v1/members/${await bob.userId()}`, { role: choice })).toMatchObject(beyond);
    expect((await ada.ask('GET', '/v1/roles')).body['items']).toHaveLength(10 + 3);
  });

  it('names only scopes there are, and one for a team only what a team can hold', async () => {
    const ada = await owner('scope-ada');
    for (const role of [
      { ...reader, scopes: ['*'] },
      { ...reader, scopes: ['scenarios:fly'] },
      { ...reader, level: 'team', scopes: ['members:write'] },
    ])
      expect(await ada.ask('POST', '/v1/roles', role)).toMatchObject(code(400, 'UNKNOWN_SCOPE'));
    await ada.ask('POST', '/v1/roles', reader);
    expect(await ada.ask('POST', '/v1/roles', { ...reader, name: 'reader' })).toMatchObject(
      code(409, 'ROLE_NAME_TAKEN'),
    );
    const { body } = await ada.ask('POST', '/v1/roles', { ...reader, level: 'team' });
    expect(await ada.ask('POST', '/v1/invitations', { email: 'x@example.test', role: body['id'] })).toMatchObject(
      code(404, 'ROLE_NOT_FOUND'),
    );
    const team = await aTeam(ada, 'T');
    const bob = await ada.newcomer('scope-bob@example.test', { team: { id: team, role: body['id'] } });
    expect((await bob.principal()).teams).toEqual([{ teamIds: [team], scopes: ['scenarios:read', 'runs:read'] }]);
  });
});

it('the role that reads memberships across tenants changes none of them', async () => {
  const database = house.identity.service.app.get(Database, { strict: false });
  for (const table of ['membership', 'role', 'team', 'team_member', 'invitation']) {
    const attempt = database.asWorker((sql) =>
      sql.query({ name: `test.insert-${table}`, text: `insert into identity.${table} (tenant_id) values ('x')` }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  }
});
