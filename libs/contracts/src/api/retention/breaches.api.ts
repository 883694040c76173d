import { z } from 'zod';

/** Whom a breach is told: the supervisory authority (Article 33(1) GDPR), organisations we process data for (33(2)), the people concerned (34). */
export const BREACH_AUDIENCES = ['authority', 'organisations', 'persons'] as const;
export const breachAudienceSchema = z.enum(BREACH_AUDIENCES);
export type BreachAudience = z.infer<typeof breachAudienceSchema>;

/** `unknown` until somebody assessed it. `none`: unlikely to be a risk to anybody. `high`: the people concerned have to be told. */
export const breachRiskSchema = z.enum(['unknown', 'none', 'risk', 'high']);

/** What is written down of a breach (Article 33(3) and (5)); all of it may be added bit by bit (33(4)). */
const factsShape = {
  title: z.string().trim().min(5).max(200),
  /** What happened. */
  description: z.string().trim().min(10).max(10_000),
  occurredFrom: z.iso.datetime().nullable(),
  occurredTo: z.iso.datetime().nullable(),
  /** Categories of data: `e-mail addresses`. */
  dataCategories: z.array(z.string().trim().min(2).max(200)).max(50),
  /** Categories of people: `members of organisations`. */
  subjectCategories: z.array(z.string().trim().min(2).max(200)).max(50),
  approximateSubjects: z.int().nonnegative().nullable(),
  approximateRecords: z.int().nonnegative().nullable(),
  /** Organisations whose data it concerns, for which we are processor. */
  organisationIds: z.array(z.string().regex(/^org_[0-9a-f]{32}$/)).max(1_000),
  consequences: z.string().trim().max(10_000),
  measures: z.string().trim().max(10_000),
};

/**
 * `POST /v1/breaches` (scope `breaches:write`, staff of the installation): 201. The 72 hours run from `awareAt`, which is now unless somebody
 * noticed it before it was entered.
 */
export const openBreachSchema = z.object({
  title: factsShape.title,
  description: factsShape.description,
  awareAt: z.iso.datetime().optional(),
  occurredFrom: factsShape.occurredFrom.default(null),
  occurredTo: factsShape.occurredTo.default(null),
  dataCategories: factsShape.dataCategories.default([]),
  subjectCategories: factsShape.subjectCategories.default([]),
  approximateSubjects: factsShape.approximateSubjects.default(null),
  approximateRecords: factsShape.approximateRecords.default(null),
  organisationIds: factsShape.organisationIds.default([]),
  consequences: factsShape.consequences.default(''),
  measures: factsShape.measures.default(''),
});
export type OpenBreach = z.infer<typeof openBreachSchema>;

/** `PATCH /v1/breaches/{breachId}` with `If-Match`: what was found out since. When it was noticed cannot be changed. */
export const amendBreachSchema = z.object(factsShape).partial();
export type AmendBreach = z.infer<typeof amendBreachSchema>;

/** `POST /v1/breaches/{breachId}/assessment`. `reason` is what stands in the register, above all for `none`. */
export const assessBreachSchema = z.object({
  risk: breachRiskSchema.exclude(['unknown']),
  reason: z.string().trim().min(10).max(2_000),
});
export type AssessBreach = z.infer<typeof assessBreachSchema>;

/** `POST /v1/breaches/{breachId}/notifications`: somebody was told. */
export const recordNotificationSchema = z.object({
  to: breachAudienceSchema,
  /** When; now if left out. */
  at: z.iso.datetime().optional(),
  /** Of the authority's file, the mail or the letter. */
  reference: z.string().trim().min(1).max(500),
  /** Needed when the authority is told after its 72 hours (Article 33(1)). */
  lateReason: z.string().trim().min(10).max(2_000).optional(),
});
export type RecordNotification = z.infer<typeof recordNotificationSchema>;

/** `POST /v1/breaches/{breachId}/closing`. 409 while somebody has still to be told. */
export const closeBreachSchema = z.object({ conclusion: z.string().trim().min(10).max(5_000) });

/** `open`: nobody has judged the risk yet. `assessed`. `closed`: everybody who has to be told was. */
export const breachStateSchema = z.enum(['open', 'assessed', 'closed']);

/**
 * `not-needed`, `due` (with `dueAt` where the law names an hour; else "without undue delay"), `overdue`, `done`, `done-late`.
 */
export const breachDutySchema = z.object({
  to: breachAudienceSchema,
  article: z.string(),
  state: z.enum(['not-needed', 'due', 'overdue', 'done', 'done-late']),
  dueAt: z.iso.datetime().nullable(),
  /** Until `dueAt`, negative past it; null where there is no hour or nothing is to be done. */
  remainingSeconds: z.int().nullable(),
});
export type BreachDuty = z.infer<typeof breachDutySchema>;

export const breachSchema = z.object({
  id: z.string(),
  revision: z.int(),
  state: breachStateSchema,
  awareAt: z.iso.datetime(),
  ...factsShape,
  risk: breachRiskSchema,
  riskReason: z.string().nullable(),
  conclusion: z.string().nullable(),
  duties: z.array(breachDutySchema),
  notifications: z.array(
    z.object({
      to: breachAudienceSchema,
      at: z.iso.datetime(),
      by: z.string(),
      reference: z.string(),
      lateReason: z.string().nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      step: z.enum(['noticed', 'entered', 'amended', 'assessed', 'notified', 'reminded', 'closed']),
      /** `user:usr_…`, `operator` or `system`. */
      by: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    }),
  ),
});
export type Breach = z.infer<typeof breachSchema>;

/** `GET /v1/breaches` (scope `breaches:read`, staff): newest first, with what is still to be done and how long there is for it. */
export const listBreachesSchema = z.object({
  state: breachStateSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const breachSummarySchema = breachSchema.pick({
  id: true,
  revision: true,
  state: true,
  title: true,
  awareAt: true,
  risk: true,
  duties: true,
});
export const breachListSchema = z.object({ items: z.array(breachSummarySchema), nextCursor: z.string().nullable() });
export type BreachList = z.infer<typeof breachListSchema>;

/** `GET /v1/breaches/{breachId}/templates/{to}`: what to write, as far as the register knows it. `missing` names what the law asks for and nobody has entered. */
export const breachTemplateSchema = z.object({
  to: breachAudienceSchema,
  article: z.string(),
  subject: z.string(),
  text: z.string(),
  missing: z.array(z.string()),
});
export type BreachTemplate = z.infer<typeof breachTemplateSchema>;
