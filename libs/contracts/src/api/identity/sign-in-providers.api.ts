import { z } from 'zod';
import { signInOutcomeSchema } from './second-factors.api.ts';

const clientIpSchema = z.union([z.ipv4(), z.ipv6()]).optional();
const providerNameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const sessionTokenSchema = z.string().max(512).optional();

/** `GET /internal/v1/provider-sign-ins/providers` (console only): who else may say who somebody is. */
export const signInProviderListSchema = z.object({
  items: z.array(z.object({ name: z.string(), title: z.string() })),
  nextCursor: z.null(),
});
export type SignInProviderList = z.infer<typeof signInProviderListSchema>;

/**
 * `POST /internal/v1/provider-sign-ins` (console only): 201. With a session, its person adds the provider as a way to sign in, which needs
 * a proof of the last five minutes (403 `IDENTITY.PROOF_NEEDED`). 404 `IDENTITY.UNKNOWN_PROVIDER`, 409 `IDENTITY.PROVIDER_FAILED`.
 */
export const beginProviderSignInSchema = z.strictObject({
  provider: providerNameSchema,
  clientIp: clientIpSchema,
  sessionToken: sessionTokenSchema,
});
/** Where the browser goes, and the token for its cookie: ten minutes, one answer. */
export const providerStartedSchema = z.object({
  token: z.string(),
  authorizationUrl: z.string(),
  expiresAt: z.iso.datetime(),
});
export type ProviderStarted = z.infer<typeof providerStartedSchema>;

/**
 * `POST /internal/v1/provider-sign-ins/finish` (console only): what the provider sent the browser back with. 201 and `providerOutcomeSchema`.
 * 410 `IDENTITY.SIGN_IN_OVER`, 409 `IDENTITY.PROVIDER_FAILED` whatever is wrong with the answer, 403 `IDENTITY.PROVIDER_NOT_LINKED`
 * for an account of there that is nobody's here and has no verified address, 409 `IDENTITY.PROVIDER_ACCOUNT_TAKEN`.
 */
export const finishProviderSignInSchema = z.strictObject({
  provider: providerNameSchema,
  token: z.string().max(512),
  /** Of the address the browser came back to; each at most once. */
  parameters: z.record(z.string().max(64), z.string().max(4_096)),
  sessionToken: sessionTokenSchema,
  clientIp: clientIpSchema,
});

/** A session, the question for the second factor, the question for the password of the account here, or linked. */
export const providerOutcomeSchema = z.union([
  signInOutcomeSchema,
  z.object({ linkToken: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ linked: z.literal(true) }),
]);
export type ProviderAnswerBody = z.infer<typeof providerOutcomeSchema>;

/** `POST /internal/v1/provider-sign-ins/link` (console only): 201. 401 `IDENTITY.BAD_CREDENTIALS`, also where nobody has the address. */
export const linkProviderSchema = z.strictObject({
  token: z.string().max(512),
  password: z.string().min(1).max(1_024),
  clientIp: clientIpSchema,
});

/**
 * `GET /v1/me/provider-accounts` (scope `me:read`, a person), oldest first; one page. `DELETE /v1/me/provider-accounts/{accountId}` (scope
 * `me:write`, with a recent proof) unlinks: 204, 404 `IDENTITY.PROVIDER_ACCOUNT_NOT_FOUND`.
 */
export const providerAccountListSchema = z.object({
  items: z.array(z.object({ id: z.string(), provider: z.string(), linkedAt: z.iso.datetime() })),
  nextCursor: z.null(),
});
export type ProviderAccountList = z.infer<typeof providerAccountListSchema>;
