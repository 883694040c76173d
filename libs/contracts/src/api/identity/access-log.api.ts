import { z } from 'zod';

/** Who a call was made as; named once in a report, however many calls there were. */
export const accessActorSchema = z.object({
  organisationId: z.string(),
  kind: z.enum(['user', 'api-token']),
  userId: z.string().nullable(),
  apiTokenId: z.string().nullable(),
  sessionId: z.string().nullable(),
  /** What could be done in the whole organisation. */
  scopes: z.array(z.string()),
  /** What could be done in some teams besides. */
  teams: z.array(z.object({ teamIds: z.array(z.string()), scopes: z.array(z.string()) })),
});
export type AccessActor = z.infer<typeof accessActorSchema>;

/** One call: what was reached and how it ended. No payload, no query, nothing of a path but ids of ours. */
export const reportedAccessSchema = z.object({
  /** `acl_…`, by which a report that comes twice is known. */
  id: z.string().regex(/^acl_[0-9a-f]{32}$/),
  occurredAt: z.iso.datetime(),
  /** Index into `actors`. */
  actor: z.int().nonnegative(),
  service: z.string(),
  method: z.string().max(16),
  /** `/v1/runs/:runId`; null where there was none. */
  route: z.string().max(256).nullable(),
  scope: z.string().max(64).nullable(),
  /** The last thing the path names by an id of ours. */
  objectId: z.string().max(64).nullable(),
  status: z.int(),
});

/**
 * `POST /internal/v1/access-log` (console only): the calls of the last seconds, at most 500 at once. 204; sent twice, it is there once. `first` counts
 * all that this console ever noted before: a jump is what it had to drop, and is written down as a gap.
 */
export const reportAccessSchema = z.object({
  /** One run of one console. */
  source: z.string().min(8).max(64),
  first: z.int().nonnegative(),
  /** Nothing more will come from it. */
  isLast: z.boolean(),
  actors: z.array(accessActorSchema).max(500),
  items: z.array(reportedAccessSchema).max(500),
});
export type AccessReport = z.infer<typeof reportAccessSchema>;

const whoseShape = {
  apiTokenId: z.string().max(64).optional(),
  sessionId: z.string().max(64).optional(),
  userId: z.string().max(64).optional(),
};
const spanShape = {
  /** Not before, and before. Default: as far back as it is kept, and now. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Another organisation's: staff of the installation only, and that organisation reads of it in its audit log. */
  organisationId: z
    .string()
    .regex(/^org_[0-9a-f]{32}$/)
    .optional(),
};

/** `GET /v1/access-log` (scope `access-log:read`): each call made in the organisation's name, newest first. Filters are exact and combine. */
export const listAccessSchema = z.object({
  ...whoseShape,
  ...spanShape,
  objectId: z.string().max(64).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const accessEntrySchema = z.object({
  id: z.string(),
  occurredAt: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['user', 'api-token']),
    userId: z.string().nullable(),
    apiTokenId: z.string().nullable(),
    sessionId: z.string().nullable(),
  }),
  service: z.string(),
  method: z.string(),
  route: z.string().nullable(),
  scope: z.string().nullable(),
  objectId: z.string().nullable(),
  status: z.int(),
  expiresAt: z.iso.datetime(),
});
export const accessListSchema = z.object({ items: z.array(accessEntrySchema), nextCursor: z.string().nullable() });
export type AccessList = z.infer<typeof accessListSchema>;

/** `GET /v1/access-log/summary` (scope `access-log:read`): who could read what between two instants with a token or session, and what was read. Exactly one of the three. */
export const summariseAccessSchema = z
  .object({ ...whoseShape, ...spanShape })
  .refine(
    ({ apiTokenId, sessionId, userId }) =>
      [apiTokenId, sessionId, userId].filter((id) => id !== undefined).length === 1,
    {
      error: 'Name exactly one of apiTokenId, sessionId and userId.',
    },
  );

export const accessSummarySchema = z.object({
  organisationId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The token, while it is there; null for a session, a person, or one that was revoked. */
  token: z
    .object({
      name: z.string(),
      userId: z.string().nullable(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
      lastUsedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** By the rights it had when it was used, and has now. Reading only. */
  couldRead: z.array(
    z.object({
      scope: z.string(),
      may: z.string(),
      /** Categories of the notice that can be seen with it. */
      categories: z.array(z.string()),
      /** Null: of the whole organisation. */
      teamIds: z.array(z.string()).nullable(),
    }),
  ),
  /** What was called, by route. `refused`: how many of the calls were answered with an error. */
  did: z.array(
    z.object({
      service: z.string(),
      method: z.string(),
      route: z.string().nullable(),
      scope: z.string().nullable(),
      categories: z.array(z.string()),
      calls: z.int(),
      refused: z.int(),
      objects: z.int(),
      /** The first 50 of the things that were named. */
      objectIds: z.array(z.string()),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
  /** When something is not known to be complete. `count` null: a console ended without handing over, and nobody knows. */
  gaps: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), count: z.int().nullable() })),
  /** Before it nothing is kept any more. */
  keptSince: z.iso.datetime(),
});
export type AccessSummary = z.infer<typeof accessSummarySchema>;
