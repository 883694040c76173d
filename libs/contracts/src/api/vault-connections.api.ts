import { z } from 'zod';
import { principalSchema } from './identity.api.ts';
import { connectionKindSchema, tlsLevelSchema } from './vault-connection-kinds.api.ts';

/**
 * `POST /internal/v1/connections/exist` (executor only): which of these connections the organisation has. With `teamId`, those a scenario of
 * this team may work with: the team's own, and those that all teams share; null or left out: any.
 */
export const askConnectionsSchema = z.object({
  tenantId: z.string(),
  ids: z.array(z.string()).max(1_000),
  teamId: z.string().max(64).nullable().optional(),
});
export const existingConnectionsSchema = z.object({ existing: z.array(z.string()) });

/** `ready`; or what a person must give first: the secret, after its destination was changed, or their consent at the provider. */
export const connectionStateSchema = z.enum(['ready', 'secret-needed', 'authorisation-needed']);
export type ConnectionState = z.infer<typeof connectionStateSchema>;

/** Less security than the protocol could have, by choice of whoever made the connection (C15); nothing is refused for it. */
export const connectionFindingSchema = z.object({
  code: z.enum(['VAULT.TLS_OFF', 'VAULT.TLS_PREFERRED', 'VAULT.CERTIFICATE_UNCHECKED']),
  /** JSON pointer into the connection. */
  pointer: z.string(),
  message: z.string(),
});
export type ConnectionFinding = z.infer<typeof connectionFindingSchema>;

/** `GET /v1/connections/{id}`: 404 `VAULT.UNKNOWN_CONNECTION`. `DELETE` is idempotent. */
export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: connectionKindSchema,
  state: connectionStateSchema,
  teamId: z.string().nullable(),
  /** Who made it; null for an API token. */
  ownerId: z.string().nullable(),
  /** All that was given and is no secret. */
  settings: z.record(z.string(), z.unknown()),
  findings: z.array(connectionFindingSchema),
  /** Empty for kinds that name their one server in `settings`. */
  allowedOrigins: z.array(z.string()),
  /** The ETag, and what `If-Match` must name. */
  revision: z.int().positive(),
  createdAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** `GET /v1/connections?cursor=&limit=&teamId=`, newest first. With a team: those shared with it or with the whole organisation. */
export const listConnectionsSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  teamId: z.string().max(64).optional(),
});
export const connectionListSchema = z.object({ items: z.array(connectionSchema), nextCursor: z.string().nullable() });
export type ConnectionList = z.infer<typeof connectionListSchema>;

/** `GET /v1/connections/{id}/uses`: which scenario used it when, a row a scenario and day, newest first, for as long as `connection-uses` of the retention policy says. */
export const connectionUsesSchema = z.object({
  items: z.array(
    z.object({
      scenarioId: z.string(),
      /** UTC. */
      day: z.iso.date(),
      /** To a minute. */
      lastUsedAt: z.iso.datetime(),
    }),
  ),
});
export type ConnectionUses = z.infer<typeof connectionUsesSchema>;

const server = {
  host: z.string(),
  port: z.int(),
  user: z.string(),
  secret: z.string(),
  tls: tlsLevelSchema,
  verifiesCertificate: z.boolean(),
  ca: z.string().exactOptional(),
};
const database = { ...server, database: z.string() };

/**
 * `POST /internal/v1/leases/credentials` (executor only): the account itself, for protocols in which the client must know the
 * secret; for one run, at most five minutes. Errors as of `/internal/v1/leases`, but for the origin.
 */
export const requestCredentialsSchema = z.object({
  tenantId: z.string(),
  connectionId: z.string(),
  runId: z.string(),
  scenarioId: z.string(),
  /** As of `requestLeaseSchema`. */
  teamId: z.string().nullable(),
  kind: z.enum(['smtp', 'imap', 'ftp', 'sftp', 'postgresql', 'mysql']),
});
export type RequestCredentials = z.infer<typeof requestCredentialsSchema>;
export const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('smtp'), ...server }),
  z.object({ kind: z.literal('imap'), ...server }),
  z.object({ kind: z.literal('ftp'), ...server }),
  z.object({
    kind: z.literal('sftp'),
    host: z.string(),
    port: z.int(),
    user: z.string(),
    secret: z.string().exactOptional(),
    privateKey: z.string().exactOptional(),
    passphrase: z.string().exactOptional(),
    hostKeyFingerprint: z.string(),
  }),
  z.object({ kind: z.literal('postgresql'), ...database }),
  z.object({ kind: z.literal('mysql'), ...database }),
]);
export type Credentials = z.infer<typeof credentialsSchema>;
export const leasedCredentialsSchema = z.object({ credentials: credentialsSchema, expiresAt: z.iso.datetime() });
export type LeasedCredentials = z.infer<typeof leasedCredentialsSchema>;

/**
 * `POST /internal/v1/leases/tests` (executor only): what one test of a connection needs, once. `principal` is who asked the executor for the
 * test; vault decides whether they may. 400 `VAULT.TEST_NEEDS_ADDRESS` for kinds over HTTP where neither `url` nor the settings say what
 * to ask; other errors as of `/internal/v1/leases`. No use is noted.
 */
export const requestTestLeaseSchema = z.object({
  principal: principalSchema,
  connectionId: z.string(),
  url: z.url().max(2_048).optional(),
});
export type RequestTestLease = z.infer<typeof requestTestLeaseSchema>;
const pairs = z.array(z.tuple([z.string(), z.string()]));
export const testLeaseSchema = z.discriminatedUnion('over', [
  z.object({ over: z.literal('http'), url: z.string(), headers: pairs, query: pairs }),
  z.object({ over: z.literal('account'), credentials: credentialsSchema }),
]);
export type TestLease = z.infer<typeof testLeaseSchema>;
