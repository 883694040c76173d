import { z } from 'zod';
import { teamRoleChoiceSchema } from './roles.api.ts';

const name = z.string().trim().min(1).max(120);

export const teamSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The ETag, and what `If-Match` must name. */
  revision: z.int().positive(),
  createdAt: z.iso.datetime(),
});
export type Team = z.infer<typeof teamSchema>;

/** `GET /v1/teams` (`teams:read`): in the order they were made; an organisation has at most 100, so there is one page. */
export const teamListSchema = z.object({ items: z.array(teamSchema), nextCursor: z.null() });
export type TeamList = z.infer<typeof teamListSchema>;

/** `POST /v1/teams` and, with `If-Match`, `PATCH /v1/teams/{id}` (`teams:write`). 409 `IDENTITY.TEAM_NAME_TAKEN`, `IDENTITY.TOO_MANY_TEAMS`. */
export const writeTeamSchema = z.strictObject({ name });

export const teamMemberSchema = z.object({
  userId: z.string(),
  role: z.string(),
  since: z.iso.datetime(),
  revision: z.int(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;

/** `GET /v1/teams/{id}/members` (`team-members:read`). */
export const teamMemberListSchema = z.object({ items: z.array(teamMemberSchema), nextCursor: z.null() });
export type TeamMemberList = z.infer<typeof teamMemberListSchema>;

/**
 * `PUT /v1/teams/{id}/members/{userId}` (`team-members:write`): without `If-Match` puts in who is not in it, with it changes who is (428
 * `IDENTITY.REVISION_REQUIRED`, 412 `IDENTITY.REVISION_CONFLICT`). 404 `IDENTITY.MEMBER_NOT_FOUND` for who is no member of the organisation,
 * 403 `IDENTITY.BEYOND_OWN_RIGHTS` for a role that holds more in the team than the caller does.
 */
export const putTeamMemberSchema = z.strictObject({ role: teamRoleChoiceSchema });
