import { z } from 'zod';
import { connectionUsesSchema } from './vault-connections.api.ts';

const passphraseSchema = z.string().min(1).max(1_024);
const pemSchema = z.string().min(1).max(65_536);

/** Login of HTTP Basic (RFC 7617). The user has no colon; neither has control characters. */
export const basicAuthSecretSchema = z.object({
  kind: z.literal('basic-auth'),
  user: z.string().min(1).max(1_024),
  password: z.string().max(8_192),
});

/** A token that goes along in a header or in the query. */
export const apiKeySecretSchema = z.object({
  kind: z.literal('api-key'),
  placement: z.enum(['header', 'query']),
  /** Name of the header or of the query parameter. */
  parameterName: z.string().min(1).max(128),
  value: z.string().min(1).max(8_192),
});

/** 16, 24 or 32 bytes (128, 192 or 256 bits). */
export const aesSecretSchema = z.object({
  kind: z.literal('aes'),
  key: z.string().min(1).max(128),
  /** How `key` is written. */
  encoding: z.enum(['base64', 'hex']).default('base64'),
});

/** OpenPGP (RFC 9580), ASCII armoured: a public key, a private key, or both of one pair. */
export const pgpSecretSchema = z.object({
  kind: z.literal('pgp'),
  publicKey: pemSchema.optional(),
  privateKey: pemSchema.optional(),
  passphrase: passphraseSchema.optional(),
});

/** OpenSSH or PEM. */
export const sshSecretSchema = z.object({
  kind: z.literal('ssh'),
  privateKey: pemSchema,
  passphrase: passphraseSchema.optional(),
});

/** What a client shows in TLS: the chain from its own certificate upwards, and the key of the first. */
export const certificateSecretSchema = z.object({
  kind: z.literal('certificate'),
  certificate: pemSchema,
  privateKey: pemSchema,
  passphrase: passphraseSchema.optional(),
});

/** What is put in and never given out again. Every member is secret, also a user name. */
export const keychainSecretSchema = z.discriminatedUnion('kind', [
  basicAuthSecretSchema,
  apiKeySecretSchema,
  aesSecretSchema,
  pgpSecretSchema,
  sshSecretSchema,
  certificateSecretSchema,
]);
export type KeychainSecret = z.infer<typeof keychainSecretSchema>;

export const keychainKindSchema = z.enum(['basic-auth', 'api-key', 'aes', 'pgp', 'ssh', 'certificate']);
export type KeychainKind = z.infer<typeof keychainKindSchema>;

const nameSchema = z.string().min(1).max(120);
/** Scheme, host and port without a path, up to 20. */
const allowedOriginsSchema = z.array(z.url()).max(20);

/**
 * `POST /v1/keys` (`keys:write`): a key modules name by its id, `kch_…`. `basic-auth` and `api-key` go to `allowedOrigins` only
 * (at least one); the other kinds prove something without being sent, and have none. 400 `HOST.INVALID_INPUT` with the pointer
 * for what cannot be read as such a key; the answer never repeats it.
 */
export const createKeychainKeySchema = z.object({
  name: nameSchema,
  secret: keychainSecretSchema,
  allowedOrigins: allowedOriginsSchema.default([]),
  /** The team whose scenarios work with it; null or left out: those of all teams. */
  teamId: z.string().max(64).nullable().default(null),
});

/**
 * `PATCH /v1/keys/{id}` (`keys:write`, `If-Match`): 412 `VAULT.KEY_CHANGED`, 428 `VAULT.REVISION_REQUIRED`. Other origins than before
 * drop the secret: it was entrusted for the old ones, and must be entered again.
 */
export const patchKeychainKeySchema = z.object({
  name: nameSchema.optional(),
  allowedOrigins: allowedOriginsSchema.optional(),
  teamId: z.string().max(64).nullable().optional(),
});

/** A key as it may be shown. `PUT /v1/keys/{id}/secret` (`keys:write`, `If-Match`) takes a `keychainSecretSchema` of the same kind and answers with this, too. */
export const keychainKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: keychainKindSchema,
  teamId: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  /** False after a change of the origins, until the secret is entered again. */
  hasSecret: z.boolean(),
  /** As the tools of the kind print it: SHA-256 of a certificate or of an SSH key's public half, OpenPGP fingerprint. Null for other kinds. */
  fingerprint: z.string().nullable(),
  /** Of a certificate. */
  subject: z.string().nullable(),
  /** Of a certificate. */
  notAfter: z.iso.datetime().nullable(),
  /** When a run last used it, to the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revision: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type KeychainKey = z.infer<typeof keychainKeySchema>;

/** `GET /v1/keys?cursor=&limit=&teamId=` (`keys:read`), newest first. With a team: its own, and those of all teams. */
export const listKeychainKeysSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  teamId: z.string().max(64).optional(),
});
export const keychainKeyListSchema = z.object({
  items: z.array(keychainKeySchema),
  nextCursor: z.string().nullable(),
});
export type KeychainKeyList = z.infer<typeof keychainKeyListSchema>;

/** `GET /v1/keys/{id}/uses` (`keys:read`): which scenario used it when, as for connections; kept as `key-uses` of the retention policy says. */
export const keychainUsesSchema = connectionUsesSchema;

/**
 * `POST /internal/v1/keys/exist` (executor only): which of these keys the organisation has, with their secret. With `teamId`, those a
 * scenario of this team may work with: the team's own, and those of all teams; null or left out: any.
 */
export const askKeychainKeysSchema = z.object({
  tenantId: z.string(),
  ids: z.array(z.string()).max(1_000),
  teamId: z.string().max(64).nullable().optional(),
});
export const existingKeychainKeysSchema = z.object({ existing: z.array(z.string()) });

const ofRun = {
  tenantId: z.string(),
  keyId: z.string(),
  runId: z.string(),
  scenarioId: z.string(),
  /** The team the scenario is of when its run was taken up; null: of none, which may work with any. Never left out. */
  teamId: z.string().nullable(),
};

/**
 * `POST /internal/v1/key-leases` (executor only): what one run needs of one key, for five minutes. 404 `VAULT.UNKNOWN_KEY` (also for
 * another tenant's, or another team's than the scenario's), 403 `VAULT.ORIGIN_NOT_ALLOWED`, 409 `VAULT.KEY_OF_ANOTHER_KIND` or `VAULT.KEY_WITHOUT_SECRET`, 410 `VAULT.KEY_DESTROYED`.
 */
export const requestKeyLeaseSchema = z.discriminatedUnion('purpose', [
  /** `basic-auth` and `api-key`. `origin`: scheme, host and port the request will go to. */
  z.object({ ...ofRun, purpose: z.literal('authorisation'), origin: z.string() }),
  z.object({ ...ofRun, purpose: z.literal('clientCertificate') }),
  z.object({ ...ofRun, purpose: z.literal('aes') }),
  z.object({ ...ofRun, purpose: z.literal('pgp') }),
  z.object({ ...ofRun, purpose: z.literal('ssh') }),
]);

const expiresAt = z.iso.datetime();
export const keyLeaseSchema = z.discriminatedUnion('purpose', [
  z.object({
    purpose: z.literal('authorisation'),
    headers: z.array(z.tuple([z.string(), z.string()])),
    query: z.array(z.tuple([z.string(), z.string()])),
    expiresAt,
  }),
  z.object({
    purpose: z.literal('clientCertificate'),
    certificate: z.string(),
    privateKey: z.string(),
    passphrase: z.string().optional(),
    expiresAt,
  }),
  z.object({ purpose: z.literal('aes'), key: z.base64(), expiresAt }),
  z.object({
    purpose: z.literal('pgp'),
    publicKey: z.string().optional(),
    privateKey: z.string().optional(),
    passphrase: z.string().optional(),
    expiresAt,
  }),
  z.object({ purpose: z.literal('ssh'), privateKey: z.string(), passphrase: z.string().optional(), expiresAt }),
]);
export type KeyLease = z.infer<typeof keyLeaseSchema>;
export type KeyLeasePurpose = KeyLease['purpose'];
