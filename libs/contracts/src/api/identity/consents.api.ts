import { z } from 'zod';

/** What is done only with consent. Everything else a person gets by using Ebbflow, and is asked for nowhere. */
export const CONSENT_PURPOSES = ['marketing', 'analytics', 'cookies'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const consentPurposeSchema = z.enum(CONSENT_PURPOSES);

/** What is true now of one purpose. Never asked is the same as no. */
export const consentSchema = z.object({
  purpose: consentPurposeSchema,
  isGiven: z.boolean(),
  /** Version of the notice under which it was decided; null while it never was. */
  noticeVersion: z.int().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});
export type Consent = z.infer<typeof consentSchema>;

/** `GET /v1/me/consents` (scope `me:read`, a person): one for each purpose. */
export const consentListSchema = z.object({ items: z.array(consentSchema), nextCursor: z.null() });
export type ConsentList = z.infer<typeof consentListSchema>;

/** `PUT /v1/me/consents/{purpose}` (scope `me:write`, a person): gives or withdraws; one is as easy as the other. The last word counts. */
export const decideConsentSchema = z.object({ isGiven: z.boolean() });

/**
 * A record in the shape of ISO/IEC TS 27560:2023: header, what the processing is, who the parties are, what happened. Names are those of
 * the specification in camelCase.
 */
export const consentRecordSchema = z.object({
  schemaVersion: z.literal('ISO/IEC TS 27560:2023'),
  recordId: z.string(),
  piiPrincipalId: z.string(),
  piiProcessing: z.object({
    privacyNotice: z.object({ version: z.int(), digest: z.string() }),
    language: z.literal('en'),
    purpose: consentPurposeSchema,
    purposeDescription: z.string(),
    lawfulBasis: z.literal('consent'),
    piiInformation: z.array(z.string()),
    recipientThirdParties: z.array(z.string()),
    withdrawalMethod: z.string(),
  }),
  partyIdentification: z.array(z.object({ partyRole: z.literal('controller'), partyUrl: z.string() })),
  event: z.object({
    eventTime: z.iso.datetime(),
    /** By a deliberate act; nothing else is taken for a consent. */
    eventType: z.literal('explicit'),
    state: z.enum(['given', 'withdrawn']),
    /** Who made it happen: the person, by these means, or a processor who was told. */
    method: z.enum(['settings', 'registration', 'unsubscribe-link', 'processor', 'sign-in-form', 'objection']),
  }),
});
export type ConsentRecord = z.infer<typeof consentRecordSchema>;

/** `GET /v1/me/consents/records?cursor=&limit=` (scope `me:read`, a person): all that was ever decided, newest first. */
export const consentRecordListSchema = z.object({
  items: z.array(consentRecordSchema),
  nextCursor: z.string().nullable(),
});
export type ConsentRecordList = z.infer<typeof consentRecordListSchema>;
export const listConsentRecordsSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
