import { z } from 'zod';

/** What is held in some teams only. Teams of one role stand together, so that a hundred of them fit into a token. */
export const teamGrantSchema = z.object({ teamIds: z.array(z.string()), scopes: z.array(z.string()) });
export type TeamGrant = z.infer<typeof teamGrantSchema>;

/** Who is asking: resolved by identity from a session cookie or an API token, then carried in the service token the edge signs. */
export const principalSchema = z.object({
  /** The organisation that is worked in: the tenant. */
  organisationId: z.string(),
  userId: z.string().nullable(),
  /** What may be done in the whole organisation, such as `scenarios:write`; `*` for an owner. */
  scopes: z.array(z.string()),
  /** What may be done in some teams besides; not there for whoever is in none, or needs none. */
  teams: z.array(teamGrantSchema).optional(),
  kind: z.enum(['user', 'api-token']),
  /** The session a person asks with; not there for an API token. */
  sessionId: z.string().optional(),
  /** The API token that asks; not there for a person. */
  apiTokenId: z.string().optional(),
  /** Where the person's account is kept, when that is another organisation than the one that is worked in. */
  homeOrganisationId: z.string().optional(),
});
export type Principal = z.infer<typeof principalSchema>;

/** `POST /internal/v1/principals/resolve` (console only). 401 `IDENTITY.UNKNOWN_TOKEN` for anything unknown, expired or malformed. */
export const resolvePrincipalSchema = z.union([
  z.object({ apiToken: z.string().max(512) }),
  z.object({
    sessionToken: z.string().max(512),
    /** Only looks on: the session's idle time does not start again. */
    isPassive: z.boolean().optional(),
  }),
]);

/** `POST /internal/v1/sessions` (console only): sign in. The same 401 for unknown address and wrong password. */
export const signInSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(1_024),
  /** Address of the browser as the edge sees it; attempts are counted per account and address. */
  clientIp: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** Whether the browser may keep the address in a cookie (C12). Left out: nobody was asked. */
  rememberEmail: z.boolean().optional(),
});
export const signedInSchema = z.object({ sessionToken: z.string(), expiresAt: z.iso.datetime() });

/** `DELETE /internal/v1/sessions` (console only): sign out. 204, also for a session that is gone already. */
export const endSessionSchema = z.object({ sessionToken: z.string().max(512) });

/** `GET /v1/me` (scope `me:read`): what the asking principal is told about itself. `email` is null for an API token. */
export const meSchema = z.object({
  organisationId: z.string(),
  organisationName: z.string(),
  userId: z.string().nullable(),
  email: z.string().nullable(),
  scopes: z.array(z.string()),
  kind: z.enum(['user', 'api-token']),
});
export type Me = z.infer<typeof meSchema>;

/** `POST /internal/v1/setup-links/redeem` (console only): the one-time link sets the first password and signs in. */
export const redeemSetupLinkSchema = z.object({
  token: z.string().max(512),
  email: z.email().max(254),
  password: z.string().min(12).max(1_024),
  /** Address of the browser as the edge sees it, for the audit log. */
  clientIp: z.union([z.ipv4(), z.ipv6()]).optional(),
});

/** `POST /internal/v1/organisations` (all-in-one bootstrap only). Idempotent by name for the sample organisation. */
export const bootstrapOrganisationSchema = z.object({
  name: z.string().min(1).max(120),
  /** Asks for an operator token although the organisation exists: the earlier one was lost, and stops working. */
  issueOperatorToken: z.boolean().optional(),
});
export const bootstrappedOrganisationSchema = z.object({
  organisationId: z.string(),
  created: z.boolean(),
  /** One-time secret for the first password; null once it has been used. */
  setupToken: z.string().nullable(),
  /** Operator API token, shown once: for a new organisation, or when asked for; else null. */
  operatorToken: z.string().nullable(),
});
