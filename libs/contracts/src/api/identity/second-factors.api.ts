import { z } from 'zod';
import { signedInSchema } from '../identity.api.ts';

const clientIpSchema = z.union([z.ipv4(), z.ipv6()]).optional();
/** Six digits of an authenticator app, or a recovery code, typed however. */
const codeSchema = z.string().min(1).max(64);

/** What a first factor comes to where a second one is on: no session, but a token for the second step, good for ten minutes and five tries. */
export const secondFactorNeededSchema = z.object({ secondFactorToken: z.string(), expiresAt: z.iso.datetime() });

/** What `POST /internal/v1/sessions` answers: a session, or the question for the second factor. */
export const signInOutcomeSchema = z.union([signedInSchema, secondFactorNeededSchema]);
export type SignInAnswer = z.infer<typeof signInOutcomeSchema>;

/**
 * `POST /internal/v1/sessions/second-factor` (console only): 201 and a session. 401 `IDENTITY.WRONG_CODE`, also for a code that was
 * used; 410 `IDENTITY.SIGN_IN_OVER`; 429 `IDENTITY.TOO_MANY_ATTEMPTS` after five wrong codes of a person in a quarter of an hour.
 */
export const passSecondFactorSchema = z.strictObject({
  token: z.string().max(512),
  code: codeSchema,
  clientIp: clientIpSchema,
});

/**
 * `POST /internal/v1/sessions/prove` (console only): the person of a session proves again to be that person, which opens what is
 * delicate for five minutes. 201 and the session's new token; the old one is worth nothing. 403 `IDENTITY.WRONG_PASSWORD`,
 * 403 `IDENTITY.CODE_NEEDED` where a second factor is on and no code was sent, 401 `IDENTITY.WRONG_CODE`.
 */
export const proveSchema = z.strictObject({
  sessionToken: z.string().max(512),
  password: z.string().min(1).max(1_024),
  code: codeSchema.optional(),
});

/** `GET /v1/me/second-factor` (scope `me:read`, a person). */
export const secondFactorSchema = z.object({
  isOn: z.boolean(),
  since: z.iso.datetime().nullable(),
  /** Recovery codes that were not used; 0 to 10. */
  recoveryCodesLeft: z.int().min(0),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/**
 * `POST /v1/me/second-factor` (scope `me:write`, a person who proved it in the last five minutes: else 403 `IDENTITY.PROOF_NEEDED`): a
 * secret for an authenticator app, shown this once. Nothing is on before a first code confirms it within a quarter of an hour.
 * 409 `IDENTITY.SECOND_FACTOR_ON`.
 */
export const shownTotpSchema = z.object({
  /** Base 32, to type. */
  secret: z.string(),
  /** `otpauth://totp/…`, to show as a picture. */
  uri: z.string(),
});
export type ShownTotp = z.infer<typeof shownTotpSchema>;

/** `POST /v1/me/second-factor/confirm` (as above): turns it on, ends the person's other sessions. 401 `IDENTITY.WRONG_CODE`. */
export const confirmTotpSchema = z.strictObject({ code: codeSchema });

/** What confirming and `POST /v1/me/second-factor/recovery-codes` answer: ten codes, shown this once; each lets in once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
