import { z } from 'zod';

/** PEM, one certificate or a chain, or a key. */
const pem = z.string().min(1).max(65_536);
const host = z.string().min(1).max(253);
const port = z.int().min(1).max(65_535);
const user = z.string().min(1).max(512);
const password = z.string().min(1).max(8_192);

/**
 * How the line to a server is protected, most secure first (C15): `implicit` TLS from the first byte, `required` turns to TLS or
 * fails, `preferred` goes on in the clear where the server offers none, `off`.
 */
export const tlsLevelSchema = z.enum(['implicit', 'required', 'preferred', 'off']);

const serverFields = {
  host,
  port,
  user,
  /** False only where the person who makes the connection chose so. */
  verifiesCertificate: z.boolean().default(true),
  /** Authorities to trust instead of the public ones. */
  ca: pem.optional(),
};
/** Left out, the most secure level of the protocol: TLS from the first byte where there is such a port, else TLS or nothing. */
const mailSettings = z.strictObject({ ...serverFields, tls: tlsLevelSchema.default('implicit') });
const ftpSettings = z.strictObject({ ...serverFields, tls: tlsLevelSchema.default('required') });
const databaseSettings = z.strictObject({
  ...serverFields,
  tls: tlsLevelSchema.default('required'),
  database: z.string().min(1).max(128),
});
const sshSettings = z.strictObject({
  host,
  port,
  user,
  /** `SHA256:…` as ssh-keygen prints it: SSH knows no authorities. */
  hostKeyFingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/),
});
const passwordSecret = z.strictObject({ password });

const scopes = z
  .array(
    z
      .string()
      .min(1)
      .max(256)
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/),
  )
  .max(100)
  .default([]);
/** How the client proves itself at the token endpoint (RFC 6749, 2.3.1); `none` for a public client, which PKCE protects. */
const authStyle = z.enum(['basic', 'body', 'none']).default('basic');
/** Address that `POST /v1/connections/{id}/test` asks with GET; within the allowed origins. */
const testUrl = z.url().max(2_048).optional();
const clientFields = {
  testUrl,
  tokenUrl: z.url().max(2_048),
  /** RFC 7009; where there is one, tokens are revoked when the connection goes. */
  revocationUrl: z.url().max(2_048).optional(),
  clientId: z.string().min(1).max(512),
  scopes,
  authStyle,
  /** Such as `audience` or `resource`: sent along with every grant. Never those of the protocol itself. */
  tokenParameters: z.record(z.string().max(128), z.string().max(1_024)).optional(),
};

/** What a connector's manifest says of its provider, beside the client that was registered there. */
export const oauthSettingsSchema = z.strictObject({
  ...clientFields,
  authorizationUrl: z.url().max(2_048),
  /** Where it is given, the callback must name it (RFC 9207). */
  issuer: z.string().max(2_048).optional(),
  /** Id of the provider in a connector's manifest where the addresses come from it; they stay as they are as long as it is named. */
  provider: z.string().max(64).optional(),
  /** Such as `access_type=offline`. Never those of the protocol itself. */
  extraParameters: z.record(z.string().max(128), z.string().max(1_024)).default({}),
});
export type OauthSettings = z.infer<typeof oauthSettingsSchema>;
export const oauthSecretSchema = z.strictObject({ clientSecret: password.optional() });
const clientCredentialsSettings = z.strictObject(clientFields);

/** What is shown of each kind, and what never is. What proves something without an account (Basic, certificates, SSH keys) is a key of the keychain. */
export const CONNECTION_KINDS = {
  'api-key': {
    settings: z.strictObject({
      placement: z.enum(['header', 'query']),
      parameterName: z.string().min(1).max(128),
      testUrl,
    }),
    secret: z.strictObject({ key: password }),
  },
  'custom-headers': {
    settings: z.strictObject({ names: z.array(z.string().min(1).max(128)).min(1).max(10), testUrl }),
    /** In the order of the names. */
    secret: z.strictObject({ values: z.array(password).min(1).max(10) }),
  },
  'client-credentials': { settings: clientCredentialsSettings, secret: z.strictObject({ clientSecret: password }) },
  oauth2: { settings: oauthSettingsSchema, secret: oauthSecretSchema },
  smtp: { settings: mailSettings, secret: passwordSecret },
  imap: { settings: mailSettings, secret: passwordSecret },
  ftp: { settings: ftpSettings, secret: passwordSecret },
  sftp: {
    settings: sshSettings,
    secret: z.strictObject({
      password: password.optional(),
      privateKey: pem.optional(),
      passphrase: password.optional(),
    }),
  },
  postgresql: { settings: databaseSettings, secret: passwordSecret },
  mysql: { settings: databaseSettings, secret: passwordSecret },
} as const;
export type ConnectionKind = keyof typeof CONNECTION_KINDS;
export const connectionKindSchema = z.enum(Object.keys(CONNECTION_KINDS) as [ConnectionKind, ...ConnectionKind[]]);

/** Kinds that authorise requests over HTTP, each to the origins it is allowed; the others name their one server themselves. */
export const HTTP_KINDS: ReadonlySet<ConnectionKind> = new Set([
  'api-key',
  'custom-headers',
  'client-credentials',
  'oauth2',
]);

const shared = {
  name: z.string().min(1).max(120),
  /** The team it is shared with; null or left out: the whole organisation. */
  teamId: z.string().max(64).nullable().default(null),
};
const allowedOrigins = z.array(z.url()).min(1).max(20);

interface KindSchemas<Settings extends z.ZodType, Secret extends z.ZodType> {
  readonly settings: Settings;
  readonly secret: Secret;
}

function http<K extends ConnectionKind, Settings extends z.ZodType, Secret extends z.ZodType>(
  kind: K,
  { settings, secret }: KindSchemas<Settings, Secret>,
) {
  return z.strictObject({ ...shared, kind: z.literal(kind), settings, secret, allowedOrigins });
}

function account<K extends ConnectionKind, Settings extends z.ZodType, Secret extends z.ZodType>(
  kind: K,
  { settings, secret }: KindSchemas<Settings, Secret>,
) {
  return z.strictObject({ ...shared, kind: z.literal(kind), settings, secret });
}

const MADE_AT_ONCE = [
  http('api-key', CONNECTION_KINDS['api-key']),
  http('custom-headers', CONNECTION_KINDS['custom-headers']),
  http('client-credentials', CONNECTION_KINDS['client-credentials']),
  account('smtp', CONNECTION_KINDS.smtp),
  account('imap', CONNECTION_KINDS.imap),
  account('ftp', CONNECTION_KINDS.ftp),
  account('sftp', CONNECTION_KINDS.sftp),
  account('postgresql', CONNECTION_KINDS.postgresql),
  account('mysql', CONNECTION_KINDS.mysql),
] as const;

/** `POST /v1/connections`. Write-only: no answer carries what stands in `secret`. `oauth2` begins at `/v1/connections/oauth/start` instead. */
export const createConnectionSchema = z.discriminatedUnion('kind', MADE_AT_ONCE);
export type CreateConnection = z.infer<typeof createConnectionSchema>;

const [apiKey, headers, client, smtp, imap, ftp, sftp, postgresql, mysql] = MADE_AT_ONCE;
const kept = { secret: true } as const;
/**
 * `PUT /v1/connections/{id}` with `If-Match`: the whole connection, of the same kind. Without `secret` the old one stays, unless
 * settings or origins changed: then it is dropped, and the connection is `secret-needed` (an `oauth2` one `authorisation-needed`).
 */
export const replaceConnectionSchema = z.discriminatedUnion('kind', [
  apiKey.partial(kept),
  headers.partial(kept),
  client.partial(kept),
  http('oauth2', CONNECTION_KINDS.oauth2).partial(kept),
  smtp.partial(kept),
  imap.partial(kept),
  ftp.partial(kept),
  sftp.partial(kept),
  postgresql.partial(kept),
  mysql.partial(kept),
]);
export type ReplaceConnection = z.infer<typeof replaceConnectionSchema>;

/** What a manifest leaves to whoever connects: the client that was registered at the provider, and the provider's own variables. */
const manifestOauthSchema = z.strictObject({
  ...shared,
  provider: z.string().max(64),
  clientId: clientFields.clientId,
  /** Besides those the manifest asks for. */
  scopes,
  variables: z.record(z.string().max(64), z.string().max(2_048)).default({}),
  /** Where the manifest says `chosen`; refused where it does not. */
  allowedOrigins: allowedOrigins.optional(),
  secret: oauthSecretSchema,
});

/**
 * `POST /v1/connections/oauth/start`: where to send the person. Makes the connection, of a provider of a manifest or of any other, or takes up
 * `connectionId` again (re-authorise). The way back is `/oauth/callback` of the console, within ten minutes, in the same session.
 */
export const startOauthSchema = z.union([
  z.strictObject({ connectionId: z.string() }),
  manifestOauthSchema,
  http('oauth2', CONNECTION_KINDS.oauth2).omit({ kind: true }),
]);
export type StartOauth = z.infer<typeof startOauthSchema>;
export type ManifestOauth = z.infer<typeof manifestOauthSchema>;

/** `GET /v1/connections/oauth/providers`: those that connectors of this installation describe. */
export const oauthProviderListSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      variables: z.array(
        z.object({ name: z.string(), label: z.string(), kind: z.enum(['host', 'url']), isOptional: z.boolean() }),
      ),
      /** Asked for at each consent; others may be added. */
      scopes: z.array(z.string()),
      /** Null: whoever connects says which. May hold variables, in braces. */
      allowedOrigins: z.array(z.string()).nullable(),
      /** Whether a client secret is needed. */
      hasClientSecret: z.boolean(),
    }),
  ),
  nextCursor: z.null(),
});
export type OauthProviderList = z.infer<typeof oauthProviderListSchema>;
export const oauthStartedSchema = z.object({
  connectionId: z.string(),
  authorizationUrl: z.string(),
  expiresAt: z.iso.datetime(),
});
export type OauthStarted = z.infer<typeof oauthStartedSchema>;

/** `POST /v1/connections/oauth/finish`, by the page the provider sends the person back to. */
export const finishOauthSchema = z.strictObject({
  state: z.string().min(1).max(256),
  code: z.string().min(1).max(4_096).optional(),
  /** What the provider says instead of a code. */
  error: z.string().max(256).optional(),
  iss: z.string().max(2_048).optional(),
});
export type FinishOauth = z.infer<typeof finishOauthSchema>;
