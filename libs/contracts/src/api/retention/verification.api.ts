import { z } from 'zod';

/** One thing that was looked at: what it is, what was found and what is allowed, in words for people. */
export const evidenceFactSchema = z.object({
  what: z.string(),
  measured: z.string(),
  allowed: z.string(),
  holds: z.boolean(),
});
export type EvidenceFact = z.infer<typeof evidenceFactSchema>;

export const evidenceSchema = z.object({
  /** Name of the measurement. */
  id: z.string(),
  /** The claims it speaks for. */
  claims: z.array(z.string()),
  /** Those of them whose whole sentence it proves; of the others a part. */
  wholly: z.array(z.string()),
  holds: z.boolean(),
  /** Why there was nothing to look at here (events that stay in the process, nothing declared); null when there was. Then it speaks for no claim. */
  notMeasured: z.string().nullable(),
  /** Code of the error that kept it from being measured; then it does not hold. */
  failure: z.string().nullable(),
  facts: z.array(evidenceFactSchema),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const claimStateSchema = z.enum(['holds', 'partly', 'fails', 'unmeasured']);

export const verifiedClaimSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  /**
   * `holds`: all evidence for it does, together it proves the whole sentence, and all of that is enforced. `partly`: all evidence does, but it
   * proves a part of the sentence (`measured`), or `missing` says what is not enforced yet. `fails`: some evidence does not hold, or could
   * not be had. `unmeasured`: nothing here measures it; `tests` may prove it before a release.
   */
  state: claimStateSchema,
  /** How much of the sentence the evidence speaks of. */
  measured: z.enum(['wholly', 'partly', 'not']),
  missing: z.string().nullable(),
  /** Ids of the evidence for it. */
  evidence: z.array(z.string()),
  /** Ids of the checks that run before a release, as in `policy/claims.yaml`. */
  tests: z.array(z.string()),
});

export const verificationReportSchema = z.object({
  measuredAt: z.iso.datetime(),
  /** Digest of the notice that was verified, as in `GET /v1/notice`. */
  notice: z.string(),
  claims: z.array(verifiedClaimSchema),
  evidence: z.array(evidenceSchema),
});
export type VerificationReport = z.infer<typeof verificationReportSchema>;

/**
 * `GET /v1/policy/verification` (scope `policy:read`): every claim, measured now. `jws` is the report once more, signed (compact JWS,
 * EdDSA; the public key is in `GET /v1/policy/keys`), so that it can be kept and shown.
 */
export const verificationSchema = z.object({ report: verificationReportSchema, jws: z.string() });
export type Verification = z.infer<typeof verificationSchema>;

/**
 * `GET /v1/notice/status` (public): how each claim stood when the notice was last verified, by night or because somebody asked.
 * `measuredAt` is null, and the list empty, while it never was.
 */
export const noticeStatusSchema = z.object({
  measuredAt: z.iso.datetime().nullable(),
  claims: z.array(verifiedClaimSchema.pick({ id: true, state: true, measured: true })),
});
export type NoticeStatus = z.infer<typeof noticeStatusSchema>;

/** `GET /v1/policy/keys` (public): the JSON Web Key Set that signatures of this installation's reports are checked with. */
export const policyKeysSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
    }),
  ),
});
export type PolicyKeys = z.infer<typeof policyKeysSchema>;
