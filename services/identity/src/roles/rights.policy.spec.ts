import { ORGANISATION_ROLES as CONTRACT_ROLES, TEAM_ROLES as CONTRACT_TEAM_ROLES } from '@ebbflow/contracts';
import { accessPolicy, ORGANISATION_ROLES, TEAM_ROLES } from '@ebbflow/policy';
import { limitedTo, rightsOf } from './rights.policy.ts';

const member = { role: 'member', role_scopes: null, teams: [] } as const;

it('contracts and policy know the same roles', () => {
  expect([CONTRACT_ROLES, CONTRACT_TEAM_ROLES]).toEqual([ORGANISATION_ROLES, TEAM_ROLES]);
});

it('who is no member may look after the own account and nothing else', () => {
  expect(rightsOf({ ...member, role: null })).toEqual({ scopes: ['me:read', 'me:write'], teams: [] });
});

it('an owner needs no team', () => {
  const teams = [{ role: 'restricted' as const, scopes: null, team_ids: ['tea_1'] }];
  expect(rightsOf({ ...member, role: 'owner', teams })).toEqual({ scopes: ['*'], teams: [] });
});

it('a role in a team counts there, and for what all teams share everywhere', () => {
  const { scopes, teams } = rightsOf({ ...member, teams: [{ role: 'operator', scopes: null, team_ids: ['tea_1'] }] });
  expect(scopes).toContain('data-structures:read');
  expect(scopes).not.toContain('scenarios:read');
  expect(teams).toEqual([{ teamIds: ['tea_1'], scopes: expect.arrayContaining(['scenarios:activate', 'runs:write']) }]);
  expect(teams[0]?.scopes).not.toContain('scenarios:write');
});

it('a role of one’s own holds what it names, less what nobody asks for or a team cannot hold', () => {
  const own = rightsOf({ role: 'custom', role_scopes: ['runs:read', 'runs:fly', '*'], teams: [] });
  expect(own.scopes).toEqual(['me:read', 'me:write', 'runs:read']);
  const inTeam = { role: 'custom' as const, scopes: ['members:write', 'runs:read', '*'], team_ids: ['tea_1'] };
  expect(rightsOf({ ...member, teams: [inTeam] }).teams).toEqual([{ teamIds: ['tea_1'], scopes: ['runs:read'] }]);
});

it('an admin needs no team either: everything of one is held everywhere', () => {
  const teams = TEAM_ROLES.map((role, index) => ({ role, scopes: null, team_ids: [`tea_${String(index)}`] }));
  expect(rightsOf({ ...member, role: 'admin', teams }).teams).toEqual([]);
  expect(accessPolicy().ofOrganisationRole('admin')).not.toContain('ownership:write');
});

it('a token has its own scopes and no more than its person holds', () => {
  const rights = rightsOf({ ...member, teams: [{ role: 'member', scopes: null, team_ids: ['tea_1'] }] });
  expect(limitedTo(['runs:read', 'usage:read', 'members:write'], rights)).toEqual({
    scopes: ['usage:read'],
    teams: [{ teamIds: ['tea_1'], scopes: ['runs:read'] }],
  });
  expect(limitedTo(['*'], rights)).toEqual(rights);
  expect(limitedTo(['runs:read'], { scopes: ['*'], teams: [] })).toEqual({ scopes: ['runs:read'], teams: [] });
});
