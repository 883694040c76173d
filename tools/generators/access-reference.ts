import {
  type AccessPolicy,
  type AccessScope,
  ORGANISATION_ROLES,
  TEAM_ROLES,
} from '../../libs/policy/src/access-policy.ts';

/** What each reach means to somebody who gives roles. */
const REACHES: Readonly<Record<AccessScope['reach'], string>> = {
  organisation: 'organisation',
  shared: 'all teams',
  team: 'team',
};

/** The page of who may do what: a row a scope, a column a role. */
export function accessPage(policy: AccessPolicy): string {
  return `# Who may do what

Generated from \`libs/policy/policy/access.yaml\` by \`tools/generators/write-access-reference.mjs\`; a test fails when it is not up to date, and another
one holds every route of every service against it.

A **scope** is what a route asks for. A role in the **organisation** holds its scopes everywhere in it; the owner holds all. A role in a **team** holds them for
what belongs to that team, and, where the reach says _all teams_, for what all teams of the organisation use together. What has reach _organisation_ cannot
be held in a team. Of another team's things, as of another organisation's, one learns the same as of things that are not there. An organisation can make roles of
its own out of these scopes; nobody gives more than they have. An API token has at most what its person has at the moment it is used.

## Roles in an organisation

${table(policy.scopes, ORGANISATION_ROLES, (scope, role) => role === 'owner' || scope.organisation.some((held) => held === role))}
## Roles in a team

${table(new Map([...policy.scopes].filter(([, { team }]) => team.length > 0)), TEAM_ROLES, (scope, role) => scope.team.includes(role))}`;
}

function table<Role extends string>(
  scopes: AccessPolicy['scopes'],
  roles: readonly Role[],
  holds: (scope: AccessScope, role: Role) => boolean,
): string {
  const rows = [...scopes].map(([id, scope]) => {
    const cells = roles.map((role) => (holds(scope, role) ? '✓' : ''));
    return `| \`${id}\` | ${scope.may} | ${REACHES[scope.reach]} | ${cells.join(' | ')} |`;
  });
  return `| Scope | Whoever holds it may | Reach | ${roles.join(' | ')} |
| --- | --- | --- | ${roles.map(() => ':-:').join(' | ')} |
${rows.join('\n')}
`;
}
