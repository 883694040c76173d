import { z } from 'zod';

/** Roles in an organisation. `libs/policy/policy/access.yaml` says what each may do; the owner may do everything. */
export const ORGANISATION_ROLES = ['owner', 'admin', 'member', 'accountant', 'app-developer'] as const;
/** Roles in one team. */
export const TEAM_ROLES = ['admin', 'member', 'monitoring', 'operator', 'restricted'] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];
export type TeamRole = (typeof TEAM_ROLES)[number];

const customRoleIdSchema = z.string().regex(/^rol_[0-9a-f]{32}$/);
/** A role that comes with Ebbflow, or the id of one the organisation made itself. */
export const organisationRoleChoiceSchema = z.union([z.enum(ORGANISATION_ROLES), customRoleIdSchema]);
export const teamRoleChoiceSchema = z.union([z.enum(TEAM_ROLES), customRoleIdSchema]);

export const roleSchema = z.object({
  /** `admin`, or `rol_…` for one of the organisation's own. */
  id: z.string(),
  name: z.string(),
  level: z.enum(['organisation', 'team']),
  /** `*` is everything. */
  scopes: z.array(z.string()),
  isBuiltIn: z.boolean(),
  /** The ETag, and what `If-Match` must name; 1 for one that cannot be changed. */
  revision: z.int().positive(),
});
export type Role = z.infer<typeof roleSchema>;

/** `GET /v1/roles` (`roles:read`): those that come with Ebbflow, then the organisation's own, of which there are at most 100. */
export const roleListSchema = z.object({ items: z.array(roleSchema), nextCursor: z.null() });
export type RoleList = z.infer<typeof roleListSchema>;

const name = z.string().trim().min(1).max(120);
const scopes = z.array(z.string().max(64)).max(200);

/**
 * `POST /v1/roles` (`roles:write`): a named set of scopes, none of which the maker lacks. 400 `IDENTITY.UNKNOWN_SCOPE` for one no route asks
 * for, or one that cannot be held in a team; 403 `IDENTITY.BEYOND_OWN_RIGHTS`; 409 `IDENTITY.ROLE_NAME_TAKEN`, `IDENTITY.TOO_MANY_ROLES`.
 */
export const createRoleSchema = z.strictObject({ name, level: z.enum(['organisation', 'team']), scopes });
export type CreateRole = z.infer<typeof createRoleSchema>;

/** `PATCH /v1/roles/{id}` with `If-Match`. Whoever has the role has its new scopes at once. Nobody changes a role that holds more than they do. */
export const updateRoleSchema = z.strictObject({ name: name.optional(), scopes: scopes.optional() });
export type UpdateRole = z.infer<typeof updateRoleSchema>;
