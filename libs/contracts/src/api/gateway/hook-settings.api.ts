import { z } from 'zod';

const headerName = z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/, 'This is no name of a header.');

/**
 * How a sender proves itself, over the raw bytes; the secret is passed on to vault (`POST /v1/hooks/{hookId}/secrets`) and never kept here.
 * `toleranceSeconds`: how old a signed timestamp may be.
 */
export const signatureSchema = z.discriminatedUnion('preset', [
  z.object({
    preset: z.enum(['stripe', 'slack', 'standard-webhooks']),
    toleranceSeconds: z.int().min(1).max(3_600).default(300),
  }),
  z.object({ preset: z.enum(['github', 'shopify']) }),
  z.object({
    preset: z.literal('hmac'),
    header: headerName,
    algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    /** What stands before the signature in the header, such as `sha256=`. */
    prefix: z.string().max(32).default(''),
  }),
]);
export type SignatureSettings = z.infer<typeof signatureSchema>;

/** Where the sender's own id of a delivery stands: a header, a query parameter, or a place in a JSON body. */
export const dedupeSchema = z.object({
  from: z.discriminatedUnion('in', [
    z.object({ in: z.literal('header'), name: headerName }),
    z.object({ in: z.literal('query'), name: z.string().min(1).max(128) }),
    z.object({
      in: z.literal('body'),
      pointer: z
        .string()
        .regex(/^(?:\/[^/]*){1,20}$/)
        .max(512),
    }),
  ]),
  /** How long a key is remembered; a copy within it is answered 200 and starts nothing. */
  windowHours: z.int().min(1).max(168).default(24),
});
export type DedupeSettings = z.infer<typeof dedupeSchema>;

/** An address or a network: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const origin = z.union([
  z.literal('*'),
  z
    .string()
    .max(256)
    .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, 'Give scheme, host and port, such as https://app.example.com.'),
]);

/** What an organisation may set for a hook. Everything `null` or empty is the default, which asks for nothing. */
export const hookSettingsSchema = z.object({
  /** Requests in a time; `null`: 300 in 10 seconds, or what the operator set. */
  rateLimit: z
    .object({ requests: z.int().min(1).max(100_000), seconds: z.int().min(1).max(3_600) })
    .nullable()
    .default(null),
  /** Senders' addresses; empty: all. */
  allowedAddresses: z.array(network).max(100).default([]),
  /** Browsers' origins that may call and read the answer; empty: none is told anything. */
  allowedOrigins: z.array(origin).max(50).default([]),
  signature: signatureSchema.nullable().default(null),
  dedupe: dedupeSchema.nullable().default(null),
  /** How long a sender waits for the response module at most; `null`: what the operator set (180 s). */
  responseTimeoutSeconds: z.int().min(1).max(600).nullable().default(null),
  /** Deliveries held while paused or waiting for a schedule; more are refused with 429. `null`: 10 000. */
  queueLimit: z.int().min(1).max(100_000).nullable().default(null),
  /** From then on 410. */
  expiresAt: z.iso.datetime().nullable().default(null),
  /** After so many 410. Counted from when it was set. */
  maxDeliveries: z.int().min(1).max(1_000_000_000).nullable().default(null),
});
export type HookSettings = z.infer<typeof hookSettingsSchema>;

const { shape } = hookSettingsSchema;

/**
 * `PATCH /v1/hooks/{hookId}` with `If-Match`: what is named is replaced whole, what is not stays; `null` goes back to the default. A name
 * that is no setting is refused: misspelt and passed over, it would protect nothing. So is one that only webhooks have, for a mail or
 * device hook (409 `GATEWAY.NO_SUCH_SETTING`): those have `queueLimit`, `expiresAt` and `maxDeliveries`.
 */
export const patchHookSettingsSchema = z.strictObject({
  rateLimit: shape.rateLimit.unwrap().optional(),
  allowedAddresses: shape.allowedAddresses.unwrap().optional(),
  allowedOrigins: shape.allowedOrigins.unwrap().optional(),
  signature: shape.signature.unwrap().optional(),
  dedupe: shape.dedupe.unwrap().optional(),
  responseTimeoutSeconds: shape.responseTimeoutSeconds.unwrap().optional(),
  queueLimit: shape.queueLimit.unwrap().optional(),
  expiresAt: shape.expiresAt.unwrap().optional(),
  maxDeliveries: shape.maxDeliveries.unwrap().optional(),
});
