import type { Principal, ServiceName } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import type { AccessPolicy, OrganisationRole, TeamRole } from '@ebbflow/policy';
import { AccessCheck, type ListedRoute, type NamedObjects, type ServiceTokens } from '@ebbflow/service-host';

/** Somebody with one role in the organisation and perhaps one in a team of it. */
export interface Member {
  readonly role: OrganisationRole;
  readonly teamRole?: TeamRole;
  /** As identity resolved it. */
  readonly principal: Principal;
}

/** Where the thing is that a request is about, as seen from the member. */
const PLACES = ['own team', 'other team', 'other tenant'] as const;
type Place = (typeof PLACES)[number];

export interface GuardedRoute extends ListedRoute {
  readonly service: ServiceName;
  /** Path parameters by which this service finds the team of a thing. */
  readonly namedParameters: readonly string[];
}

/**
 * What the matrix says, worked out from it alone and not by the code that is tried; undefined where it says nothing. Who may do it
 * everywhere is let in with whatever id, for among the organisation's own rows nothing of another is found: that is tried over HTTP.
 */
function mayByMatrix(policy: AccessPolicy, route: GuardedRoute, member: Member, place: Place): boolean | undefined {
  if (route.policy?.kind !== 'scope') return undefined;
  const scope = policy.scopes.get(route.policy.scope);
  if (scope === undefined) return undefined;
  const { role, teamRole } = member;
  if (role === 'owner' || scope.organisation.includes(role)) return true;
  if (teamRole === undefined || !scope.team.includes(teamRole)) return false;
  if (scope.reach === 'shared') return true;
  if (route.team?.kind === 'filter') return true;
  if (route.team?.kind === 'shared') return route.policy.scope.endsWith(':read') ? true : undefined;
  return namedBy(route).length > 0 && place === 'own team';
}

/** The guard's own decision, without a server: what is asked of tokens and database is answered here. */
async function mayByGuard(route: GuardedRoute, { principal }: Member, place: Place): Promise<boolean> {
  const tokens = { verify: () => Promise.resolve({ service: 'console', principal: placedIn(principal, place) }) };
  const check = new AccessCheck(tokens as unknown as ServiceTokens, placesOf(route, principal));
  const ids = Object.fromEntries(namedBy(route).map((name) => [name, place]));
  const { policy, team } = route;
  const request = {
    ...{ is404: false, headers: { authorization: 'Bearer a.b.c' }, params: ids, query: ids },
    routeOptions: { config: { ebbflow: { ...(policy && { policy }), ...(team && { team }) } } },
  };
  try {
    await check.admit(request as unknown as Parameters<AccessCheck['admit']>[0]);
    return true;
  } catch (thrown) {
    if (thrown instanceof ExpectedError) return false;
    throw thrown;
  }
}

/** Every difference between matrix and guard, and every route of which the matrix says nothing. */
export async function differences(
  policy: AccessPolicy,
  routes: readonly GuardedRoute[],
  members: readonly Member[],
): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const named = `${route.service} ${route.method} ${route.path}`;
    if (route.policy === undefined) found.push(`${named}: no policy`);
    if (route.policy?.kind !== 'scope') continue;
    if (!policy.scopes.has(route.policy.scope)) {
      found.push(`${named}: the matrix has no ${route.policy.scope}`);
      continue;
    }
    for (const member of members) {
      for (const place of PLACES) {
        const expected = mayByMatrix(policy, route, member, place);
        const decided = await mayByGuard(route, member, place);
        const who = `${member.role}/${member.teamRole ?? '-'}`;
        if (expected !== decided) found.push(`${named}: ${who} in ${place}: ${decided ? 'let in' : 'refused'}`);
      }
    }
  }
  return found;
}

function namedBy(route: GuardedRoute): string[] {
  if (route.team?.kind === 'query') return [route.team.parameter];
  return route.namedParameters.filter((name) => route.path.split('/').includes(`:${name}`));
}

/** A member of another organisation asks with the ids of this one. */
function placedIn(principal: Principal, place: Place): Principal {
  return place === 'other tenant' ? { ...principal, organisationId: 'org_another' } : principal;
}

function placesOf(route: GuardedRoute, { organisationId, teams = [] }: Principal): NamedObjects {
  const own = teams[0]?.teamIds[0] ?? 'tea_own';
  const object = {
    placeOf: (tenantId: string, id: string) =>
      Promise.resolve(tenantId === organisationId ? { teamId: id === 'own team' ? own : 'tea_other' } : undefined),
    notFound: () => new ExpectedError('TEST.NOT_FOUND', 404, 'There is no such thing.'),
  };
  return Object.fromEntries(route.namedParameters.map((name) => [name, object]));
}
