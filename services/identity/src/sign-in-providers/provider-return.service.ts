import { Inject, Injectable } from '@nestjs/common';
import { ProviderNotLinkedError, SignInOverError } from '../identity.errors.ts';
import { type BegunSignIn, PendingSignIns } from '../pending-sign-ins/pending-sign-ins.ts';
import type { PendingSignInRow } from '../pending-sign-ins/take-pending-sign-in.sql.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { type SignInOutcome, SignInStepsService } from '../sessions/sign-in-steps.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { ProviderAccountsRepository } from './provider-accounts.repository.ts';
import { ProviderClient, type ProviderIdentity } from './provider-client.ts';

export interface ProviderAnswer {
  readonly provider: string;
  /** Of the cookie of the browser that was sent there. */
  readonly token: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly sessionToken: string | undefined;
  /** For the audit log. */
  readonly clientIp: string;
}

export type ProviderOutcome =
  | SignInOutcome
  /** The password of the account here is asked for, once. */
  | { readonly kind: 'password'; readonly pending: BegunSignIn }
  /** Somebody who is signed in added this way to sign in. */
  | { readonly kind: 'linked' };

/**
 * Somebody comes back from a provider, which says who it is. An account here is opened by that word only after it was linked: by
 * somebody signed in, or with the password of the account here. Not by an equal address, which anybody may have had registered
 * at the one or at the other; it only tells for which account the password is asked, and the question is the same where there is none.
 */
@Injectable()
export class ProviderReturnService {
  constructor(
    @Inject(ProviderClient) private readonly client: ProviderClient,
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SignInStepsService) private readonly steps: SignInStepsService,
    @Inject(ProviderAccountsRepository) private readonly accounts: ProviderAccountsRepository,
  ) {}

  /** @throws SignInOverError, ProviderFailedError, ProviderNotLinkedError, ProviderAccountTakenError */
  async finish({ provider, token, parameters, sessionToken, clientIp }: ProviderAnswer): Promise<ProviderOutcome> {
    const begun = await this.pending.take(token, 'provider');
    // Sent to one provider, back from another: the mix-up.
    if (begun.provider !== provider) throw new SignInOverError();
    const who = await this.client.identify(provider, token, parameters);
    if (begun.user_id !== null) return this.#link(begun, who, sessionToken);
    const account = await this.directory.ofProviderAccount(who.issuer, who.subject);
    if (account !== undefined) {
      const person = { tenantId: account.tenant_id, userId: account.user_id };
      return this.steps.afterFirst(person, { method: 'provider', isProof: false, clientIp });
    }
    if (who.verifiedEmail === undefined) throw new ProviderNotLinkedError();
    const user = await this.directory.ofUser(who.verifiedEmail);
    const { issuer, subject } = who;
    const pending = await this.pending.begin({
      kind: 'provider-link',
      ...{ provider, issuer, subject },
      ...(user && { tenantId: user.tenant_id, userId: user.id }),
    });
    return { kind: 'password', pending };
  }

  async #link(
    begun: PendingSignInRow,
    { issuer, subject }: ProviderIdentity,
    sessionToken = '',
  ): Promise<ProviderOutcome> {
    const session = await this.sessions.find(sessionToken);
    if (session === undefined || session.id !== begun.session_id) throw new SignInOverError();
    const person = { tenantId: session.tenant_id, userId: session.user_id, sessionId: session.id };
    await this.accounts.insert(person, { provider: begun.provider ?? '', issuer, subject });
    return { kind: 'linked' };
  }
}
