import type { Principal, TeamGrant } from '@ebbflow/contracts';
import { accessPolicy } from '@ebbflow/policy';
import type { RightsRow } from './rights-row.ts';

export interface Rights {
  /** In the whole organisation. */
  readonly scopes: string[];
  /** In some teams besides. */
  readonly teams: TeamGrant[];
}

/** What everybody may do, a member or not: look at and change the own account. */
const PERSONAL = ['me:read', 'me:write'];

/**
 * Roles become scopes. What a team holds of things that all teams share counts for the organisation; what else it holds, for that team.
 * Scopes of an organisation's own roles that no route asks for any more, or that a team cannot hold, are left out.
 */
export function rightsOf({ role, role_scopes: ownScopes, teams }: RightsRow): Rights {
  if (role === null) return { scopes: PERSONAL, teams: [] };
  if (role === 'owner') return { scopes: ['*'], teams: [] };
  const policy = accessPolicy();
  const inTeams = teams.map(({ role: teamRole, scopes, team_ids: teamIds }) => ({
    teamIds,
    scopes: teamRole === 'custom' ? holdable('team', scopes) : policy.ofTeamRole(teamRole),
  }));
  const held = role === 'custom' ? holdable('organisation', ownScopes) : policy.ofOrganisationRole(role);
  const shared = policy.sharedOf(inTeams.flatMap((grant) => grant.scopes));
  const everywhere = new Set([...PERSONAL, ...held, ...shared]);
  return { scopes: [...everywhere], teams: withoutEmpty(inTeams, (scope) => !everywhere.has(scope)) };
}

/** A token's scopes, and no more than its person holds at this moment. */
export function limitedTo(scopes: readonly string[], rights: Rights): Rights {
  if (scopes.includes('*')) return rights;
  if (rights.scopes.includes('*')) return { scopes: [...scopes], teams: [] };
  const isNamed = (scope: string) => scopes.includes(scope);
  return { scopes: rights.scopes.filter(isNamed), teams: withoutEmpty(rights.teams, isNamed) };
}

/** Does this principal hold each of the scopes, be it in some team only? */
export function holdsSomewhere({ scopes: own, teams = [] }: Principal, scopes: readonly string[]): boolean {
  const held = new Set([...own, ...teams.flatMap((grant) => grant.scopes)]);
  return held.has('*') || scopes.every((scope) => held.has(scope));
}

function holdable(level: 'organisation' | 'team', scopes: readonly string[] | null): string[] {
  const foreign = new Set(accessPolicy().foreignTo(level, scopes ?? []));
  return (scopes ?? []).filter((scope) => !foreign.has(scope));
}

function withoutEmpty(grants: readonly TeamGrant[], isWanted: (scope: string) => boolean): TeamGrant[] {
  return grants
    .map(({ teamIds, scopes }) => ({ teamIds, scopes: scopes.filter(isWanted) }))
    .filter(({ scopes }) => scopes.length > 0);
}
