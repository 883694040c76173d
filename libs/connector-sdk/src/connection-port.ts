import { ModuleError } from './module-error.ts';

/**
 * How a connection to a server is protected. `implicit`: TLS from the first byte. `required`: begins in the clear, turns to TLS
 * or fails. `preferred`: the same, but goes on in the clear where the server offers none, so whoever sits on the line can
 * have that. `off`: in the clear.
 */
export type TlsLevel = 'implicit' | 'required' | 'preferred' | 'off';

/** Where an account lives and how to log in there. Holds a secret: lives as long as one operation, is never journaled or logged. */
export interface ServerAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
  readonly tls: TlsLevel;
  /** False only where the owner of the connection chose so. */
  readonly verifiesCertificate: boolean;
  /** PEM of authorities to trust instead of the public ones. */
  readonly ca?: string;
}

export interface DatabaseAccess extends ServerAccess {
  readonly database: string;
}

/** SSH knows no authorities, so the server's key is pinned: `SHA256:…` as ssh-keygen prints it. */
export interface SshAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret?: string;
  /** OpenSSH or PEM. */
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly hostKeyFingerprint: string;
}

export interface ClientCertificate {
  /** PEM, the whole chain. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
  readonly passphrase?: string;
}

/** A key of the keychain for AES: 16, 24 or 32 bytes. */
export interface AesKeyMaterial {
  readonly key: Uint8Array;
}

/** What each kind of connection hands out where ready-made headers are not enough. */
export interface CredentialsByKind {
  readonly smtp: ServerAccess;
  readonly imap: ServerAccess;
  readonly ftp: ServerAccess;
  readonly sftp: SshAccess;
  readonly postgresql: DatabaseAccess;
  readonly mysql: DatabaseAccess;
  readonly clientCertificate: ClientCertificate;
  readonly aes: AesKeyMaterial;
}
export type CredentialKind = keyof CredentialsByKind;

/** What a module may ask of its connections, and of keys of the keychain, whose ids (`kch_…`) stand where a connection's do. */
export interface ConnectionPort {
  /** Ready-made authorisation for one connection, bound to an origin; the secret behind it stays where it is. */
  authorise(
    connectionId: string,
    origin: string,
  ): Promise<{ headers: readonly (readonly [string, string])[]; query: readonly (readonly [string, string])[] }>;
  /**
   * The account itself, for protocols in which the client must prove that it knows the secret. Host and port come from the
   * connection and not from the scenario, so that a scenario cannot send a secret elsewhere.
   * @throws ModuleError InvalidConfigurationError where the connection is of another kind, InvalidAccessTokenError where it is revoked
   */
  credentials<K extends CredentialKind>(connectionId: string, kind: K): Promise<CredentialsByKind[K]>;
}

/** For installations whose vault keeps no such connections yet, and for offline runs. */
export async function noCredentials(_connectionId: string, kind: CredentialKind): Promise<never> {
  throw new ModuleError('InvalidConfigurationError', `Connections of the kind "${kind}" are not available here yet.`);
}
