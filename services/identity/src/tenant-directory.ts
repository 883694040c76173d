import type { Personal } from '@ebbflow/kernel';
import { Database, type SqlClient, type Statement } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type ApiTokenRow, findApiToken } from './api-tokens/find-api-token.sql.ts';
import { type EmailChangeRow, findEmailChange } from './email-changes/find-email-change.sql.ts';
import { findBootstrappedOrganisation } from './organisations/find-bootstrapped-organisation.sql.ts';
import { findPasskey, type PasskeyRow } from './passkeys/find-passkey.sql.ts';
import { findPasswordReset, type PasswordResetRow } from './password-resets/find-password-reset.sql.ts';
import { findRegistration, type RegistrationRow } from './registration/find-registration.sql.ts';
import { findSession, type SessionRow } from './sessions/find-session.sql.ts';
import { findSetupLink } from './setup-links/find-setup-link.sql.ts';
import { findProviderAccount } from './sign-in-providers/find-provider-account.sql.ts';
import { findUserByEmail, type SignInRow } from './users/find-user-by-email.sql.ts';

/**
 * To whom does this belong? The only questions in the house that are asked before there is a tenant, and so across all of
 * them, by the role that may read and change nothing. Each takes something only its owner can know, or an operator's key.
 */
@Injectable()
export class TenantDirectory {
  constructor(@Inject(Database) private readonly database: Database) {}

  ofUser(email: Personal): Promise<SignInRow | undefined> {
    return this.#first<SignInRow>(findUserByEmail, [email.reveal()]);
  }

  ofSession(tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> {
    return this.#first<SessionRow>(findSession, [tokenHash, now]);
  }

  ofApiToken(tokenHash: Buffer, now: Date): Promise<ApiTokenRow | undefined> {
    return this.#first<ApiTokenRow>(findApiToken, [tokenHash, now]);
  }

  ofSetupLink(tokenHash: Buffer, now: Date): Promise<{ tenant_id: string } | undefined> {
    return this.#first(findSetupLink, [tokenHash, now]);
  }

  ofRegistration(tokenHash: Buffer, now: Date): Promise<RegistrationRow | undefined> {
    return this.#first<RegistrationRow>(findRegistration, [tokenHash, now]);
  }

  ofPasswordReset(tokenHash: Buffer, now: Date): Promise<PasswordResetRow | undefined> {
    return this.#first<PasswordResetRow>(findPasswordReset, [tokenHash, now]);
  }

  ofPasskey(credentialId: string): Promise<PasskeyRow | undefined> {
    return this.#first<PasskeyRow>(findPasskey, [credentialId]);
  }

  ofProviderAccount(issuer: string, subject: string): Promise<{ tenant_id: string; user_id: string } | undefined> {
    return this.#first(findProviderAccount, [issuer, subject]);
  }

  ofEmailChange(tokenHash: Buffer, now: Date): Promise<EmailChangeRow | undefined> {
    return this.#first<EmailChangeRow>(findEmailChange, [tokenHash, now]);
  }

  ofBootstrapKey(key: string): Promise<{ tenant_id: string } | undefined> {
    return this.#first(findBootstrappedOrganisation, [key]);
  }

  async #first<Row>(statement: Statement, values: readonly unknown[]): Promise<Row | undefined> {
    const rows = await this.database.asWorker((sql: SqlClient) => sql.query<Row>(statement, values));
    return rows[0];
  }
}
