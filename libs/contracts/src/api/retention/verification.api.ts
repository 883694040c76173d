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
  holds: z.boolean(),
  /** Code of the error that kept it from being measured; then it does not hold. */
  failure: z.string().nullable(),
  facts: z.array(evidenceFactSchema),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const verifiedClaimSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  /**
   * `holds`: all evidence for it does, and all of the sentence is enforced. `partly`: all evidence does, and `missing` says what of the
   * sentence is not enforced yet. `fails`: some evidence does not hold, or could not be had. `unmeasured`: nothing here measures it;
   * `tests` may prove it before a release.
   */
  state: z.enum(['holds', 'partly', 'fails', 'unmeasured']),
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
