import { z } from 'zod';
import { readPolicyFile } from './read-policy-file.ts';
import { CATEGORY_IDS } from './retention-policy.ts';

/** Roles in an organisation, in the order in which they are shown. The owner holds everything, so no scope names it. */
export const ORGANISATION_ROLES = ['owner', 'admin', 'member', 'accountant', 'app-developer'] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];
/** Roles in one team, in the order in which they are shown. */
export const TEAM_ROLES = ['admin', 'member', 'monitoring', 'operator', 'restricted'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];
export type RoleLevel = 'organisation' | 'team';

const scopeSchema = z
  .strictObject({
    may: z.string().min(1),
    /** Categories of `retention.yaml` that can be seen with it; none where it is about something else. */
    reads: z.array(z.enum(CATEGORY_IDS)).min(1).optional(),
    reach: z.enum(['organisation', 'shared', 'team']),
    organisation: z.array(z.enum(ORGANISATION_ROLES).exclude(['owner'])),
    team: z.array(z.enum(TEAM_ROLES)),
  })
  .refine(({ reach, team }) => reach !== 'organisation' || team.length === 0, {
    path: ['team'],
    message: 'must be empty: what reaches the whole organisation is not held in a team.',
  });
export type AccessScope = Readonly<z.infer<typeof scopeSchema>>;

/** The shape of `policy/access.yaml`. */
export const accessFileSchema = z.strictObject({
  scopes: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*:[a-z]+$/), scopeSchema),
});

export class AccessPolicy {
  readonly scopes: ReadonlyMap<string, AccessScope>;

  constructor(scopes: Readonly<Record<string, AccessScope>>) {
    this.scopes = new Map(Object.entries(scopes));
  }

  /** What a role holds in the whole organisation; `*` for the owner. */
  ofOrganisationRole(role: OrganisationRole): string[] {
    return role === 'owner' ? ['*'] : this.#idsOf((scope) => scope.organisation.includes(role));
  }

  /** What a role holds in its team. */
  ofTeamRole(role: TeamRole): string[] {
    return this.#idsOf((scope) => scope.team.includes(role));
  }

  /** Those of these scopes that reach the things of all teams once they are held in one. */
  sharedOf(scopes: readonly string[]): string[] {
    return scopes.filter((id) => this.scopes.get(id)?.reach === 'shared');
  }

  /** Those of these scopes that a role of this level cannot hold, because nothing asks for them or they are not for a team. */
  foreignTo(level: RoleLevel, scopes: readonly string[]): string[] {
    return scopes.filter((id) => {
      const reach = this.scopes.get(id)?.reach;
      return reach === undefined || (level === 'team' && reach === 'organisation');
    });
  }

  #idsOf(isWanted: (scope: AccessScope) => boolean): string[] {
    return [...this.scopes].filter(([, scope]) => isWanted(scope)).map(([id]) => id);
  }
}

let loaded: AccessPolicy | undefined;

/** The policy as it is written in `policy/access.yaml`, read once per process. @throws PolicyError */
export function accessPolicy(): AccessPolicy {
  loaded ??= new AccessPolicy(readPolicyFile('access.yaml', accessFileSchema).scopes);
  return loaded;
}
