import { z } from 'zod';

/**
 * Who or what is to be forgotten. `organisation`: a whole tenant. `user`: a person with an account, `tenantId` being where it is kept (the
 * operator is controller). `data-subject`: a person inside a tenant's payloads, found by what they are known by there (the operator is
 * processor; only the tenant asks). `connection`, `device`: one of a tenant's, with all that is tied to it.
 */
export const erasureSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), tenantId: z.string() }),
  z.object({
    kind: z.literal('user'),
    tenantId: z.string(),
    userId: z.string(),
    /** Further organisations the person is or was a member of; found out while planning. */
    memberOf: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('data-subject'),
    tenantId: z.string(),
    /** E-mail addresses, telephone numbers, customer numbers … 1 to 20, each of 4 to 320 characters; personal, so never in an event or a log. */
    values: z.array(z.string().trim().min(4).max(320)).min(1).max(20),
  }),
  z.object({ kind: z.literal('connection'), tenantId: z.string(), connectionId: z.string() }),
  z.object({ kind: z.literal('device'), tenantId: z.string(), deviceId: z.string() }),
]);
export type ErasureSubject = z.infer<typeof erasureSubjectSchema>;
export type ErasureSubjectKind = ErasureSubject['kind'];
/** One that is named by ids alone, and may therefore be named in an event. */
export type NamedErasureSubject = Exclude<ErasureSubject, { kind: 'data-subject' }>;

/** Rows, blobs, runs … by store: `identity.session`, `gateway.blobs`. */
export const erasureCountsSchema = z.record(z.string(), z.int().nonnegative());
export type ErasureCounts = z.infer<typeof erasureCountsSchema>;

/** `shred`: keys go and work stops, so that nothing can be read or added. `delete`: what is left goes physically. */
export const erasurePhaseSchema = z.enum(['shred', 'delete']);
export type ErasurePhase = z.infer<typeof erasurePhaseSchema>;

/** Where a search by values goes on; null or left out: it begins, or has ended. */
const searchCursorSchema = z.string().max(512).nullable().optional();

/** `POST /internal/v1/erasures/count` (retention only): what one service has of a subject. */
export const countErasureSchema = z.object({ subject: erasureSubjectSchema, cursor: searchCursorSchema });
export const countedErasureSchema = z.object({
  counts: erasureCountsSchema,
  /** Of a user: the organisations it is a member of beside its own. */
  memberOf: z.array(z.string()).optional(),
  cursor: searchCursorSchema,
});

/**
 * `POST /internal/v1/erasures/erase` (retention only): deletes what is there of a subject, for as long as one request may last. `isDone`
 * false: ask again. Subjects that are named by values are erased this way only; of others, what came late.
 */
export const eraseSchema = z.object({
  erasureId: z.string(),
  subject: erasureSubjectSchema,
  cursor: searchCursorSchema,
});
export const erasedSchema = z.object({ counts: erasureCountsSchema, isDone: z.boolean(), cursor: searchCursorSchema });
export type Erased = z.infer<typeof erasedSchema>;

/** Something that stays, and by which law. */
export const erasureExceptionSchema = z.object({
  /** Where it is: `identity.invoice`. */
  store: z.string(),
  ground: z.string(),
  /** Fields that are kept; all of the store's when left out. */
  fields: z.array(z.string()).optional(),
  until: z.iso.datetime().nullable(),
});
export type ErasureException = z.infer<typeof erasureExceptionSchema>;

/** See `services/retention/src/erasures/erasures.service.ts` for what leads from one to the next. */
export const erasureStateSchema = z.enum([
  'planned',
  'waiting',
  'shredding',
  'deleting',
  'scanning',
  'done',
  'withdrawn',
]);
export type ErasureState = z.infer<typeof erasureStateSchema>;

/** `POST /v1/erasures`: a dry run. Nothing is changed until it is approved. */
export const planErasureSchema = z.object({
  subject: erasureSubjectSchema,
  /** The request of a person that it answers. */
  requestId: z.string().optional(),
});

export const erasureSchema = z.object({
  id: z.string(),
  /** Whom it is about, without the values; null once it is done and nobody is left to name. */
  subject: z
    .object({
      kind: z.enum(['organisation', 'user', 'data-subject', 'connection', 'device']),
      tenantId: z.string().nullable(),
      id: z.string().nullable(),
    })
    .nullable(),
  state: erasureStateSchema,
  requestId: z.string().nullable(),
  requestedBy: z.string(),
  approvedBy: z.string().nullable(),
  /** `second-person`: somebody else than who planned it has to approve. `grace`: it begins by itself at `beginsAt`, and may be withdrawn until then. */
  approval: z.enum(['second-person', 'grace']),
  counts: erasureCountsSchema,
  exceptions: z.array(erasureExceptionSchema),
  plannedAt: z.iso.datetime(),
  beginsAt: z.iso.datetime().nullable(),
  shreddedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  certificateId: z.string().nullable(),
  /** What each service has answered so far. */
  steps: z.array(
    z.object({
      service: z.string(),
      phase: erasurePhaseSchema,
      doneAt: z.iso.datetime().nullable(),
      counts: erasureCountsSchema,
    }),
  ),
});
export type ErasureAnswer = z.infer<typeof erasureSchema>;
/** `GET /v1/erasures`, newest first: all for staff; what an organisation planned, or what is about it, for others. */
export const listErasuresSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const erasureListSchema = z.object({ items: z.array(erasureSchema), nextCursor: z.string().nullable() });
export type ErasureList = z.infer<typeof erasureListSchema>;
