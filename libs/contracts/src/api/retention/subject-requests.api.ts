import { z } from 'zod';
import { optionalMailPurposeSchema } from '../identity/mail-preferences.api.ts';
import { CONSENT_PURPOSES } from '../identity/consents.api.ts';

/** Rights of Articles 15 to 21 GDPR: access, portability (20), rectification (16), erasure (17), restriction (18), objection (21). */
export const SUBJECT_REQUEST_TYPES = [
  'access',
  'portability',
  'rectification',
  'erasure',
  'restriction',
  'objection',
] as const;
export const subjectRequestTypeSchema = z.enum(SUBJECT_REQUEST_TYPES);
export type SubjectRequestType = z.infer<typeof subjectRequestTypeSchema>;

/**
 * `unverified`: nobody has shown yet to be the person; no clock runs. `open`: waits for somebody to decide. `in-progress`: is being carried
 * out. `completed`, `denied`, `withdrawn` (by who asked), `expired` (nobody ever confirmed it): over.
 */
export const SUBJECT_REQUEST_STATES = [
  'unverified',
  'open',
  'in-progress',
  'completed',
  'denied',
  'withdrawn',
  'expired',
] as const;
export const subjectRequestStateSchema = z.enum(SUBJECT_REQUEST_STATES);
export type SubjectRequestState = z.infer<typeof subjectRequestStateSchema>;

/** Whom a request is about. For a `user` the operator is controller; everything else is the organisation's, for which it is processor (C40). */
export const REQUEST_SUBJECT_KINDS = ['user', 'organisation', 'data-subject'] as const;
export type RequestSubjectKind = (typeof REQUEST_SUBJECT_KINDS)[number];

/** Through which door it came: the person's own profile, an organisation for itself or somebody in its data, staff for who wrote in, or a controller's signed call. */
export const SUBJECT_REQUEST_CHANNELS = ['profile', 'organisation', 'staff', 'opendsr'] as const;
export type SubjectRequestChannel = (typeof SUBJECT_REQUEST_CHANNELS)[number];

/** Why a request is denied; each with the article that allows it. */
export const DENIAL_REASONS = [
  'no-match',
  'identity-not-verified',
  'manifestly-unfounded',
  'excessive',
  'legal-obligation',
  'rights-of-others',
  'already-done',
  'not-the-controller',
] as const;
export const denialReasonSchema = z.enum(DENIAL_REASONS);
export type DenialReason = z.infer<typeof denialReasonSchema>;

/** What a person inside an organisation's payloads is found by: an e-mail address, a phone number, a customer number. */
export const subjectValuesSchema = z.array(z.string().trim().min(4).max(320)).min(1).max(20);

/** Fields of a person's account that can be set right. */
export const RECTIFIABLE_FIELDS = ['email', 'payer-name', 'payer-street', 'payer-city', 'payer-postal-code'] as const;
export const rectifiedFieldSchema = z.object({
  field: z.enum(RECTIFIABLE_FIELDS),
  to: z.string().trim().min(1).max(500),
});

/** In payloads: this value becomes that one. */
export const rectifiedValueSchema = z.object({
  from: z.string().trim().min(4).max(320),
  to: z.string().trim().min(1).max(320),
});

export const objectedPurposeSchema = z.enum([...optionalMailPurposeSchema.options, ...CONSENT_PURPOSES]);

/** What is asked, by type. */
const askedShape = {
  type: subjectRequestTypeSchema,
  /** In the person's own words; sealed, seen by who decides only. */
  statement: z.string().trim().min(1).max(2_000).optional(),
  /** With `rectification` of an account. */
  changes: z.array(rectifiedFieldSchema).min(1).max(5).optional(),
  /** With `rectification` in an organisation's data. */
  values: z.array(rectifiedValueSchema).min(1).max(20).optional(),
  /** With `objection`; left out: all purposes that can be objected to. */
  purposes: z.array(objectedPurposeSchema).min(1).max(10).optional(),
};

/** The document sealed with a request: what is not said anywhere in the clear. */
export const subjectRequestDetailsSchema = z.object({
  statement: z.string().optional(),
  subjectValues: z.array(z.string()).optional(),
  changes: z.array(rectifiedFieldSchema).optional(),
  values: z.array(rectifiedValueSchema).optional(),
  purposes: z.array(objectedPurposeSchema).optional(),
  /** Of a controller's signed call: addresses it gave as digests only, and where it wants to hear of changes. */
  digests: z.array(z.object({ format: z.enum(['md5', 'sha1', 'sha256']), value: z.string() })).optional(),
  callbacks: z.array(z.string()).optional(),
});
export type SubjectRequestDetails = z.infer<typeof subjectRequestDetailsSchema>;

/** `POST /v1/my/requests` (scope `me:write`, within five minutes of a proof): about oneself. 201, or 200 with the one that is open already. */
export const openOwnRequestSchema = z.object(askedShape).omit({ values: true });
export type OpenOwnRequest = z.infer<typeof openOwnRequestSchema>;

/**
 * `POST /v1/subject-requests` (scope `subject-requests:write`). A member: the whole organisation, or somebody in its data. Staff of the installation:
 * a person who wrote in, by the address of the account.
 */
export const openSubjectRequestSchema = z.object({
  ...askedShape,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('organisation') }),
    z.object({ kind: z.literal('data-subject'), values: subjectValuesSchema }),
    z.object({ kind: z.literal('user'), email: z.email().max(254), isVerified: z.boolean().default(false) }),
  ]),
  /** When the person asked, if that was before now: the clock runs from then. */
  receivedAt: z.iso.datetime().optional(),
});
export type OpenSubjectRequest = z.infer<typeof openSubjectRequestSchema>;

export const SUBJECT_REQUEST_STEPS = [
  'received',
  'verification-sent',
  'verified',
  'joined',
  'accepted',
  'ordered',
  'acknowledged',
  'export-ready',
  'export-failed',
  'downloaded',
  'export-expired',
  'extended',
  'reminded',
  'erasure-planned',
  'lift-announced',
  'lifted',
  'denied',
  'withdrawn',
  'expired',
  'completed',
] as const;
export type SubjectRequestStep = (typeof SUBJECT_REQUEST_STEPS)[number];

const stepSchema = z.object({
  at: z.iso.datetime(),
  step: z.enum(SUBJECT_REQUEST_STEPS),
  /** `usr_…`, `operator`, `odc_…` for a controller's signed call, `system`, or `erased` when that person is gone. */
  by: z.string(),
  /** Numbers and names of services; nothing of a person. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const subjectRequestSchema = z.object({
  id: z.string(),
  type: subjectRequestTypeSchema,
  state: subjectRequestStateSchema,
  /** What the operator is for the data it is about (C40). */
  role: z.enum(['controller', 'processor']),
  channel: z.enum(SUBJECT_REQUEST_CHANNELS),
  subject: z.object({
    kind: z.enum(REQUEST_SUBJECT_KINDS),
    organisationId: z.string(),
    userId: z.string().nullable(),
    /** How many values a data subject is found by; they themselves are not shown again. */
    valueCount: z.int(),
  }),
  receivedAt: z.iso.datetime(),
  /** One calendar month after it (Article 12(3)), or what it was extended to; null before anybody is verified. */
  dueAt: z.iso.datetime().nullable(),
  isOverdue: z.boolean(),
  extension: z.object({ reason: z.string(), toldAt: z.iso.datetime() }).nullable(),
  denial: z.object({ reason: denialReasonSchema, ground: z.string() }).nullable(),
  /** The zip, while it can be fetched. */
  export: z.object({ readyAt: z.iso.datetime(), expiresAt: z.iso.datetime(), sizeBytes: z.int() }).nullable(),
  erasureId: z.string().nullable(),
  certificateId: z.string().nullable(),
  /** With `restriction`: whether it holds now. */
  isRestricted: z.boolean().nullable(),
  closedAt: z.iso.datetime().nullable(),
  /** What was said with it; only when one request is read, by its person or by who decides it. */
  asked: subjectRequestDetailsSchema.nullable(),
  timeline: z.array(stepSchema),
});
export type SubjectRequest = z.infer<typeof subjectRequestSchema>;

/** `GET /v1/my/requests` and `GET /v1/subject-requests`, newest first. The latter for staff: of every organisation. */
export const listSubjectRequestsSchema = z.object({
  state: subjectRequestStateSchema.optional(),
  type: subjectRequestTypeSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const subjectRequestListSchema = z.object({
  items: z.array(subjectRequestSchema),
  nextCursor: z.string().nullable(),
});
export type SubjectRequestList = z.infer<typeof subjectRequestListSchema>;

/** `POST /v1/subject-requests/{requestId}/extension`: two months more, told to the person within the first. 409 for an erasure (C27) or too late. */
export const extendSubjectRequestSchema = z.object({ reason: z.string().trim().min(10).max(500) });
/** `POST /v1/subject-requests/{requestId}/denial`. `ground`: law and article, told to the person. */
export const denySubjectRequestSchema = z.object({
  reason: denialReasonSchema,
  ground: z.string().trim().min(5).max(500),
});
/** `POST /v1/subject-requests/{requestId}/decision`: carries an open request out. Changes given here take the place of those asked for. */
export const acceptSubjectRequestSchema = z.object({ changes: z.array(rectifiedFieldSchema).min(1).max(5).optional() });
/** `POST /v1/subject-requests/{requestId}/lifting`: a restriction ends, and its person is told before (Article 18(3)). */
export const liftRestrictionSchema = z.object({ at: z.iso.datetime().optional() });
