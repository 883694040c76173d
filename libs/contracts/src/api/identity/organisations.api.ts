import { z } from 'zod';

/** `GET /v1/organisation` (`organisation:read`): the one that is worked in. */
export const organisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The ETag, and what `If-Match` must name. */
  revision: z.int().positive(),
  createdAt: z.iso.datetime(),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** `PATCH /v1/organisation` (`organisation:write`) with `If-Match`. */
export const updateOrganisationSchema = z.strictObject({ name: z.string().trim().min(1).max(120) });

/** `POST /v1/me/organisations` (`me:write`, a person): another one, which the person owns. 409 `IDENTITY.TOO_MANY_ORGANISATIONS` beyond 20. */
export const createOrganisationSchema = z.strictObject({ name: z.string().trim().min(1).max(120) });

export const ownOrganisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Name of a role that comes with Ebbflow, or `rol_…`. */
  role: z.string(),
  /** The one this session works in. */
  isCurrent: z.boolean(),
});
/** `GET /v1/me/organisations` (`me:read`, a person): those the person is a member of, by name; there is one page. */
export const ownOrganisationListSchema = z.object({ items: z.array(ownOrganisationSchema), nextCursor: z.null() });
export type OwnOrganisationList = z.infer<typeof ownOrganisationListSchema>;

/**
 * `PUT /v1/me/session/organisation` (`me:write`, a person): from the next request on the session works in this organisation, with
 * the rights the person has there. 404 `IDENTITY.NOT_A_MEMBER` for any other.
 */
export const switchOrganisationSchema = z.strictObject({ organisationId: z.string().max(64) });
