import { z } from 'zod';
import { erasureSubjectSchema } from './erasures.api.ts';

/** The law that forbids the deletion. */
export const holdGroundSchema = z.object({
  law: z.string().trim().min(3).max(200),
  article: z.string().trim().min(1).max(100),
  reason: z.string().trim().min(10).max(1_000),
});

/** What is held. No store at all: everything of the subject. `fields` narrow it down; none: all fields of these stores. */
export const holdScopeSchema = z.object({
  /** `<service>.<table>`. */
  stores: z.array(z.string().regex(/^[a-z-]+\.[a-z_]+$/, 'must be <service>.<table>.')).max(50),
  fields: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be the name of a column.')).max(50),
});

export const HOLD_STATES = ['proposed', 'in-force', 'release-proposed', 'released', 'lapsed', 'ended'] as const;

/**
 * `proposed`: holds already, until somebody else confirms it or it lapses. `in-force`. `release-proposed`: holds until a second person
 * agrees. `released`. `lapsed`: nobody confirmed it in time. `ended`: `until` has passed.
 */
export const holdStateSchema = z.enum(HOLD_STATES);

const stepSchema = z.object({ by: z.string(), at: z.iso.datetime() });

export const holdSchema = z.object({
  id: z.string(),
  subject: z.object({
    kind: z.enum(['organisation', 'user', 'data-subject', 'connection', 'device']),
    tenantId: z.string(),
    /** Id of the user, connection or device. */
    id: z.string().nullable(),
    /** How many values a data subject is found by; they themselves are kept as digests only. */
    valueCount: z.int(),
  }),
  ground: holdGroundSchema,
  scope: holdScopeSchema,
  until: z.iso.datetime(),
  state: holdStateSchema,
  /** `user:usr_…`, or `operator` for the installation's own token. */
  proposed: stepSchema,
  confirmBy: z.iso.datetime(),
  confirmed: stepSchema.nullable(),
  releaseProposed: stepSchema.nullable(),
  released: stepSchema.nullable(),
  releaseReason: z.string().nullable(),
});
export type HoldAnswer = z.infer<typeof holdSchema>;

/**
 * `POST /v1/holds` (scope `holds:write`): 201. Staff of the installation for every subject, and it needs a second person; a member of
 * an organisation for what is its own (data subjects, connections, devices), in force at once.
 */
export const proposeHoldSchema = z.object({
  subject: erasureSubjectSchema,
  ground: holdGroundSchema,
  scope: holdScopeSchema.default({ stores: [], fields: [] }),
  until: z.iso.datetime(),
});
export type ProposeHold = z.infer<typeof proposeHoldSchema>;

/** `GET /v1/holds` (scope `holds:read`), newest first: all for staff, the organisation's own for others. */
export const listHoldsSchema = z.object({
  organisationId: z
    .string()
    .regex(/^org_[0-9a-f]{32}$/)
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const holdListSchema = z.object({ items: z.array(holdSchema), nextCursor: z.string().nullable() });
export type HoldList = z.infer<typeof holdListSchema>;

/** `POST /v1/holds/{holdId}/release` (scope `holds:write`): the first call proposes it, another person's carries it out. */
export const releaseHoldSchema = z.object({ reason: z.string().trim().min(10).max(1_000) });
