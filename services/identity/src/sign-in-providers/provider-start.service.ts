import { Inject, Injectable } from '@nestjs/common';
import { UnknownTokenError } from '../identity.errors.ts';
import { PendingSignIns } from '../pending-sign-ins/pending-sign-ins.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import { ProviderClient } from './provider-client.ts';

export interface ProviderWish {
  readonly provider: string;
  readonly clientIp: string;
  /** Of somebody who is signed in and adds this way to sign in. */
  readonly sessionToken: string | undefined;
}

/** Sends a browser to a provider. */
@Injectable()
export class ProviderStartService {
  constructor(
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(ProviderClient) private readonly client: ProviderClient,
  ) {}

  /** @throws TooManyAttemptsError, UnknownProviderError, UnknownTokenError, ProofNeededError, ProviderFailedError */
  async begin({ provider, clientIp, sessionToken }: ProviderWish) {
    await this.throttle.knock(clientIp);
    this.client.find(provider);
    const adding = sessionToken === undefined ? {} : await this.#personOf(sessionToken);
    const { token, expiresAt } = await this.pending.begin({ kind: 'provider', provider, ...adding });
    const authorizationUrl = await this.client.authorizationUrl(provider, token.reveal());
    return { token: token.reveal(), authorizationUrl, expiresAt: expiresAt.toISOString() };
  }

  async #personOf(sessionToken: string) {
    const session = await this.sessions.find(sessionToken);
    if (session === undefined) throw new UnknownTokenError();
    return this.proof.demandOf({ tenantId: session.tenant_id, userId: session.user_id }, session.id);
  }
}
