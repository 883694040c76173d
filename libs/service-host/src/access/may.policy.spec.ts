import type { Principal } from '@ebbflow/contracts';
import { may, mayEverywhere, mayGrant, teamsWith } from './may.policy.ts';

const subject = (scopes: string[], teams: Principal['teams'] = []): Principal => ({
  organisationId: 'org_mine',
  userId: 'usr_1',
  kind: 'user',
  scopes,
  teams,
});
const READ = 'scenarios:read';
const inTeam = subject(['members:read'], [{ teamIds: ['tea_1', 'tea_2'], scopes: [READ] }]);

it('what is held in the whole organisation reaches every place of it and none of another', () => {
  for (const owner of [subject(['*']), subject([READ])]) {
    expect(may(owner, READ, { organisationId: 'org_mine' })).toBe(true);
    expect(may(owner, READ, { organisationId: 'org_mine', teamId: 'tea_9' })).toBe(true);
    expect(may(owner, READ, { organisationId: 'org_other' })).toBe(false);
    expect(may(owner, READ, { organisationId: 'org_other', teamId: 'tea_9', isShared: true })).toBe(false);
  }
});

it('what is held in a team reaches that team only', () => {
  expect(may(inTeam, READ, { organisationId: 'org_mine', teamId: 'tea_2' })).toBe(true);
  expect(may(inTeam, READ, { organisationId: 'org_mine', teamId: 'tea_3' })).toBe(false);
  expect(may(inTeam, READ, { organisationId: 'org_mine', teamId: null })).toBe(false);
  expect(may(inTeam, READ, { organisationId: 'org_other', teamId: 'tea_2' })).toBe(false);
  expect(mayEverywhere(inTeam, READ)).toBe(false);
});

it('what all teams share is reached from any of them, what all may read is read, and neither from another organisation', () => {
  expect(may(inTeam, READ, { organisationId: 'org_mine', isShared: true })).toBe(true);
  expect(may(inTeam, READ, { organisationId: 'org_other', isShared: true })).toBe(false);
  expect(may(subject([]), READ, { organisationId: 'org_mine', isShared: true })).toBe(false);
  const writer = subject([], [{ teamIds: ['tea_1'], scopes: ['variables:write'] }]);
  expect(may(writer, 'variables:write', { organisationId: 'org_mine', isShared: true })).toBe(true);
  expect(may(writer, 'variables:write', { organisationId: 'org_mine', isReadByAll: true })).toBe(false);
  expect(may(inTeam, READ, { organisationId: 'org_mine', isReadByAll: true })).toBe(true);
});

it('nothing but * is a wildcard', () => {
  for (const scope of ['scenarios:*', 'scenarios', 'SCENARIOS:READ', `${READ} `, ''])
    expect(may(subject([scope]), READ, { organisationId: 'org_mine' })).toBe(false);
  expect(teamsWith(subject([], [{ teamIds: ['tea_1'], scopes: ['*'] }]), READ)).toEqual([]);
});

it('nobody gives what they do not have in the whole organisation', () => {
  expect(mayGrant(subject(['*']), ['*', READ])).toBe(true);
  expect(mayGrant(subject([READ]), [READ])).toBe(true);
  expect(mayGrant(subject([READ]), [READ, 'runs:read'])).toBe(false);
  expect(mayGrant(subject([READ]), ['*'])).toBe(false);
  expect(mayGrant(inTeam, [READ])).toBe(false);
});
