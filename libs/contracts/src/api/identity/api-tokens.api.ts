import { z } from 'zod';

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How the token begins, to be recognised by; the rest is not kept. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To a minute; null when it was never used. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** `GET /v1/me/api-tokens?prefix=` (`me:read`, a person): the person's own in this organisation, newest first; at most 50. */
export const listApiTokensSchema = z.object({
  /** Finds a token that turned up somewhere: its beginning, or all of it. */
  prefix: z.string().max(512).optional(),
});
export const apiTokenListSchema = z.object({ items: z.array(apiTokenSchema), nextCursor: z.null() });
export type ApiTokenList = z.infer<typeof apiTokenListSchema>;

/**
 * `POST /v1/me/api-tokens` (`me:write`, a person): acts for the person in this organisation, with no more than the person may at the time of
 * each call, and ends with the membership. 403 `IDENTITY.BEYOND_OWN_RIGHTS`, `IDENTITY.PROOF_NEEDED`; 409 `IDENTITY.TOO_MANY_API_TOKENS`
 * beyond 50.
 */
export const createApiTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.string().max(64)).min(1).max(200),
  /** At most a year; default 90. */
  expiresInDays: z.int().min(1).max(365).default(90),
});
export type CreateApiToken = z.infer<typeof createApiTokenSchema>;

/** The only answer that has the token itself. */
export const createdApiTokenSchema = apiTokenSchema.extend({ token: z.string() });
export type CreatedApiToken = z.infer<typeof createdApiTokenSchema>;
