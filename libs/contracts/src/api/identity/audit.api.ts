import { z } from 'zod';

/** Query of `GET /v1/audit`; filters are exact and combine. */
export const listAuditEntriesSchema = z.object({
  /** Id of a person, a token or a service. */
  actor: z.string().max(64).optional(),
  /** `session.began`. */
  action: z.string().max(64).optional(),
  /** Id of what it was done to. */
  object: z.string().max(64).optional(),
  /** Not before, and before. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /internal/v1/audit-entries` (log-store only): entries behind a position, oldest first, without what they say of a person. `after` -1: only where the log is. */
export const listAuditEntriesAfterSchema = z.object({
  tenantId: z.string().regex(/^org_[0-9a-f]{32}$/, 'must be the id of an organisation.'),
  after: z.coerce.number().int().min(-1),
  limit: z.coerce.number().int().min(1).max(1_000),
});

export const auditEntrySchema = z.object({
  id: z.string(),
  /** 1, 2, 3 … within the organisation, without a gap. */
  position: z.int().min(1),
  occurredAt: z.iso.datetime(),
  /** `staff`: whoever runs this installation, looking at what is the organisation's. `nobody`: not known to us. */
  actor: z.object({
    kind: z.enum(['user', 'api-token', 'staff', 'service', 'system', 'nobody']),
    id: z.string().nullable(),
  }),
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  /**
   * What the entry says of a person, such as an IP address. `none`: nothing. `gone`: its lifetime is over, or the person was erased.
   * `unreadable`: the bytes were changed; the verification says where.
   */
  personal: z.object({
    state: z.enum(['none', 'open', 'gone', 'unreadable']),
    facts: z.record(z.string(), z.string()).nullable(),
  }),
  /** SHA-256 in base64url, over the entry before and this one. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `GET /v1/audit` (scope `audit:read`): who did what in the organisation, newest first. */
export const auditEntryListSchema = z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() });
export type AuditEntryList = z.infer<typeof auditEntryListSchema>;

export const auditEntriesAfterSchema = z.object({
  /** The newest position; 0 while there is none. */
  head: z.int(),
  items: z.array(auditEntrySchema.omit({ personal: true, hash: true })),
});
export type StreamedAuditEntry = z.infer<typeof auditEntriesAfterSchema>['items'][number];

/** A place of the chain that somebody noted earlier: what the verification answered as `head` then. */
export const verifyAuditSchema = z
  .object({ position: z.coerce.number().int().min(1).optional(), hash: z.string().max(64).optional() })
  .refine(({ position, hash }) => (position === undefined) === (hash === undefined), {
    message: 'Pass position and hash together, as an earlier verification answered them, or neither.',
  });

/**
 * `GET /v1/audit/verification?position=&hash=` (scope `audit:read`): the whole chain, computed again. Whoever keeps `head` and passes
 * it later learns whether anything up to there was changed since, whoever could write to the database meanwhile.
 */
export const auditVerificationSchema = z.object({
  isIntact: z.boolean(),
  entryCount: z.int(),
  /** The end of the chain; null while there is no entry. */
  head: z.object({ position: z.int(), hash: z.string() }).nullable(),
  /** The newest signed place of the chain that a key in use vouches for. */
  anchor: z.object({ position: z.int(), hash: z.string(), day: z.iso.date(), signature: z.string() }).nullable(),
  /** The first twenty. `cut-off`: entries at the end are gone. `noted`: the place passed is another one now. */
  faults: z.array(z.object({ position: z.int(), kind: z.enum(['missing', 'changed', 'cut-off', 'anchor', 'noted']) })),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
