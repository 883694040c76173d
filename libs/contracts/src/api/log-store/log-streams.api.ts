import { z } from 'zod';

/** What a stream can carry, each an own kind of record. `audit`: the organisation's audit log. */
export const logStreamSourceSchema = z.enum(['activity', 'executions', 'notifications', 'audit']);
export type LogStreamSource = z.infer<typeof logStreamSourceSchema>;

const hostSchema = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[0-9A-Za-z._:-]+$/, 'must be a host name or an address.');
const httpsSchema = z.url({ protocol: /^https?$/ }).max(2_048);

/**
 * Where a stream goes. `syslog`: RFC 5424 with octet counting (RFC 6587, RFC 5425), over TLS unless `tls` is false. `otlp`: OTLP/HTTP
 * logs in JSON; `url` is the whole address, `…/v1/logs`. `webhook`: signed as Standard Webhooks say.
 */
export const logStreamTargetSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('syslog'),
    host: hostSchema,
    port: z.int().min(1).max(65_535).default(6_514),
    tls: z.boolean().default(true),
    /** PEM of an authority to trust instead of the public ones. */
    ca: z.string().max(16_384).optional(),
  }),
  z.object({ kind: z.literal('otlp'), url: httpsSchema }),
  z.object({ kind: z.literal('webhook'), url: httpsSchema }),
]);
export type LogStreamTarget = z.infer<typeof logStreamTargetSchema>;

export const logStreamFieldsSchema = z.object({
  name: z.string().trim().min(1).max(100),
  sources: z.array(logStreamSourceSchema).min(1).max(4),
  target: logStreamTargetSchema,
  /**
   * Also what went through the modules of each execution, as it is kept: without what redaction rules hide. Only while the organisation
   * has redaction rules (409 `LOG_STORE.PAYLOADS_WITHOUT_REDACTION`).
   */
  includePayloads: z.boolean().default(false),
  isPaused: z.boolean().default(false),
});

/**
 * `POST /v1/log-streams` (scope `log-streams:write`), `PUT /v1/log-streams/{logStreamId}` with `If-Match`. `secret` is write-only: for `otlp`
 * the value of the header `authorization`; for `webhook` what it is signed with (`whsec_…`, made when left out and shown once); none for
 * `syslog`. Another target needs its secret anew: one is never sent to an address it was not given for.
 */
export const putLogStreamSchema = logStreamFieldsSchema.extend({ secret: z.string().min(8).max(1_024).optional() });
export type PutLogStream = z.infer<typeof putLogStreamSchema>;

export const logStreamSchema = logStreamFieldsSchema.extend({
  id: z.string(),
  /** `running`, `paused` by a person, `retrying` since `failingSince`, or `stopped` after it failed for too long. */
  state: z.enum(['running', 'paused', 'retrying', 'stopped']),
  hasSecret: z.boolean(),
  /** Up to which record the receiver has acknowledged; null before the first. */
  acknowledgedAt: z.iso.datetime().nullable(),
  sentCount: z.int(),
  failingSince: z.iso.datetime().nullable(),
  /** Why the last attempt failed: a code such as `EGRESS.TIMEOUT` or `HTTP_503`. */
  lastFailure: z.string().nullable(),
  revision: z.int(),
  createdAt: z.iso.datetime(),
});
export type LogStream = z.infer<typeof logStreamSchema>;

/** Answer of `POST /v1/log-streams`: `secret` where one was made, never again. */
export const createdLogStreamSchema = logStreamSchema.extend({ secret: z.string().optional() });
export type CreatedLogStream = z.infer<typeof createdLogStreamSchema>;

/** `GET /v1/log-streams` (`log-streams:read`): all of the organisation, EBB_LOG_STORE_MAX_STREAMS at most. */
export const logStreamListSchema = z.object({ items: z.array(logStreamSchema) });
export type LogStreamList = z.infer<typeof logStreamListSchema>;
