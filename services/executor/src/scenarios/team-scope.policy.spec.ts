import type { Principal } from '@ebbflow/contracts';
import { NotInTeamError, TeamRequiredError } from './scenarios.errors.ts';
import { teamForNew, teamsToShow } from './team-scope.policy.ts';

const WRITE = 'scenarios:write';
const member = (...teamIds: string[]): Principal => ({
  ...{ organisationId: 'org_1', userId: 'usr_1', kind: 'user', scopes: [] },
  teams: [{ teamIds, scopes: [WRITE] }],
});
const owner: Principal = { ...member(), scopes: ['*'] };

it('who may do it everywhere sees everything and may choose any team or none', () => {
  expect(teamsToShow(owner, WRITE)).toBeNull();
  expect([undefined, null, 'tea_9'].map((asked) => teamForNew(owner, WRITE, asked))).toEqual([null, null, 'tea_9']);
});

it('who has one team works in it', () => {
  expect(teamsToShow(member('tea_1'), WRITE)).toEqual(['tea_1']);
  expect(teamForNew(member('tea_1'), WRITE, undefined)).toBe('tea_1');
});

it('who has several says which, and nobody takes another or none', () => {
  expect(() => teamForNew(member('tea_1', 'tea_2'), WRITE, undefined)).toThrow(TeamRequiredError);
  expect(teamForNew(member('tea_1', 'tea_2'), WRITE, 'tea_2')).toBe('tea_2');
  for (const asked of ['tea_3', null])
    expect(() => teamForNew(member('tea_1', 'tea_2'), WRITE, asked)).toThrow(NotInTeamError);
});
