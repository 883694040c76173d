import { AccessPolicy, accessFileSchema, accessPolicy, ORGANISATION_ROLES, TEAM_ROLES } from './access-policy.ts';
import { parsePolicy } from './read-policy-file.ts';

const policy = accessPolicy();
const THINGS = { may: 'see things', reach: 'team', organisation: [], team: [] };

it('the owner holds everything, and no other role holds what only an owner may', () => {
  expect(policy.ofOrganisationRole('owner')).toEqual(['*']);
  for (const role of ORGANISATION_ROLES.slice(1)) {
    const held = policy.ofOrganisationRole(role);
    for (const only of ['*', 'ownership:write', 'mail:read']) expect(held).not.toContain(only);
  }
});

it('everybody may see and change the own account', () => {
  for (const role of ORGANISATION_ROLES.slice(1))
    expect(policy.ofOrganisationRole(role)).toEqual(expect.arrayContaining(['me:read', 'me:write']));
});

it('no role in a team holds what reaches the whole organisation', () => {
  for (const role of TEAM_ROLES) expect(policy.foreignTo('team', policy.ofTeamRole(role))).toEqual([]);
});

it('who only watches or keeps the books changes nothing', () => {
  for (const id of policy.ofTeamRole('monitoring')) expect(id).toMatch(/:read$|^notifications:write$/);
  expect(policy.ofOrganisationRole('accountant')).not.toContain('scenarios:read');
});

it('a restricted member uses connections, keys and webhooks and changes none', () => {
  const held = policy.ofTeamRole('restricted');
  expect(held).toEqual(expect.arrayContaining(['scenarios:write', 'connections:read', 'keys:read', 'hooks:read']));
  for (const kind of ['connections', 'keys', 'hooks', 'data-stores', 'team-members'])
    expect(held).not.toContain(`${kind}:write`);
});

it('a scope nothing asks for is foreign to every role', () => {
  expect(policy.foreignTo('organisation', ['scenarios:read', 'scenarios:fly', '*'])).toEqual(['scenarios:fly', '*']);
  expect(policy.foreignTo('team', ['members:write', 'scenarios:read'])).toEqual(['members:write']);
});

it.each([
  ['a role nobody has', { team: ['chief'] }, 'Invalid option'],
  ['the owner, who needs no scope', { organisation: ['owner'] }, 'Invalid option'],
  ['a team for what reaches the organisation', { reach: 'organisation', team: ['admin'] }, 'must be empty'],
  ['a misspelt key', { teams: [] }, 'Unrecognized key'],
])('refuses %s', (_name, fault, message) => {
  const text = JSON.stringify({ scopes: { 'things:read': { ...THINGS, ...fault } } });
  expect(() => parsePolicy('access.yaml', text, accessFileSchema)).toThrow(message);
});

it('refuses a scope that names no action', () => {
  const text = JSON.stringify({ scopes: { things: THINGS } });
  expect(() => parsePolicy('access.yaml', text, accessFileSchema)).toThrow('things');
});

it('shared scopes are told from those of one team', () => {
  const small = new AccessPolicy({
    'a:read': { may: 'see', reach: 'shared', organisation: [], team: ['admin'] },
    'b:read': { may: 'see', reach: 'team', organisation: [], team: ['admin'] },
  });
  expect(small.sharedOf(small.ofTeamRole('admin'))).toEqual(['a:read']);
});
