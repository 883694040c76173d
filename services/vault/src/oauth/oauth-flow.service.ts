import { createHash, randomBytes } from 'node:crypto';
import type { Connection, FinishOauth, OauthSettings, OauthStarted, Principal, StartOauth } from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { assertMayChange } from '../connections/connection-place.policy.ts';
import { ConnectionsService } from '../connections/connections.service.ts';
import { OtherConnectionKindError, SecretNeededError } from '../connections/connections.errors.ts';
import { fromManifest, OAUTH_PROVIDERS } from './oauth-manifests.ts';
import { OauthAttempts } from './oauth-attempts.repository.ts';
import { OauthConfig } from './oauth.config.ts';
import {
  ConsentRefusedError,
  OauthNeedsPersonError,
  ProviderNotYoursError,
  UnknownOauthStateError,
  WrongIssuerError,
} from './oauth.errors.ts';
import { OauthGrants } from './oauth-grants.service.ts';

const ATTEMPT_LIFETIME = Duration.parse('10m');

/** Authorisation code with PKCE (RFC 6749, 7636, 9207): from the person's wish to tokens in the connection. */
@Injectable()
export class OauthFlow {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly attempts: OauthAttempts,
    private readonly grants: OauthGrants,
    private readonly config: OauthConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws OauthNeedsPersonError, InvalidInputError, UnknownConnectionError, OtherConnectionKindError, SecretNeededError */
  async start(principal: Principal, wish: StartOauth): Promise<OauthStarted> {
    const { organisationId: tenantId, userId } = principal;
    if (userId === null) throw new OauthNeedsPersonError();
    const connection = await this.#connection(principal, wish);
    const state = randomBytes(32).toString('base64url');
    const verifier = randomBytes(32).toString('base64url');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + ATTEMPT_LIFETIME.milliseconds);
    const connectionId = connection.id;
    await this.attempts.begin(tenantId, { userId, connectionId, state, verifier, createdAt, expiresAt });
    const authorizationUrl = this.#authorizationUrl(connection.settings as unknown as OauthSettings, state, verifier);
    return { connectionId, authorizationUrl, expiresAt: expiresAt.toISOString() };
  }

  /** @throws UnknownOauthStateError, ConsentRefusedError, WrongIssuerError, GrantRefusedError, ProviderRefusedError */
  async finish(principal: Principal, back: FinishOauth): Promise<Connection> {
    const { organisationId: tenantId, userId } = principal;
    if (userId === null) throw new OauthNeedsPersonError();
    const attempt = await this.attempts.take(tenantId, { userId, state: back.state }, this.clock.now());
    if (!attempt) throw new UnknownOauthStateError();
    const { connectionId, verifier } = attempt;
    const connection = await this.connections.find(tenantId, connectionId);
    // Whoever began it may have left the team since.
    assertMayChange(principal, connection);
    const { issuer } = connection.settings as unknown as OauthSettings;
    if (issuer !== undefined && back.iss !== issuer) throw new WrongIssuerError();
    if (back.code === undefined || back.error !== undefined) throw new ConsentRefusedError();
    await this.grants.redeem(tenantId, connectionId, {
      grant_type: 'authorization_code',
      code: back.code,
      redirect_uri: this.config.redirectUri,
      code_verifier: verifier,
    });
    return this.connections.get(tenantId, connectionId);
  }

  async #connection(principal: Principal, wish: StartOauth): Promise<Pick<Connection, 'id' | 'settings'>> {
    if ('provider' in wish)
      return this.connections.create(principal, { ...fromManifest(OAUTH_PROVIDERS, wish), kind: 'oauth2' });
    if (!('connectionId' in wish)) {
      // Whoever reads the name of a provider may rely on its addresses.
      if (wish.settings.provider !== undefined) throw new ProviderNotYoursError();
      return this.connections.create(principal, { ...wish, kind: 'oauth2' });
    }
    const connection = await this.connections.find(principal.organisationId, wish.connectionId);
    assertMayChange(principal, connection);
    if (connection.kind !== 'oauth2') throw new OtherConnectionKindError(connection.id);
    if (connection.state === 'secret-needed') throw new SecretNeededError(connection.id);
    return connection;
  }

  #authorizationUrl(settings: OauthSettings, state: string, verifier: string): string {
    const { authorizationUrl, clientId, scopes, extraParameters } = settings;
    const url = new URL(authorizationUrl);
    for (const [name, value] of Object.entries(extraParameters)) url.searchParams.set(name, value);
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('client_id', clientId);
    url.searchParams.set('redirect_uri', this.config.redirectUri);
    if (scopes.length > 0) url.searchParams.set('scope', scopes.join(' '));
    url.searchParams.set('state', state);
    url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
    url.searchParams.set('code_challenge_method', 'S256');
    return url.href;
  }
}
