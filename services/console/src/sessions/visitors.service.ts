import { principalSchema, type Principal } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimits } from '../limits/caller-limits.ts';
import { Cookies } from '../security/cookies.ts';
import { BrowserSession } from './browser-session.service.ts';

const API_TOKEN = /^Bearer (ebb_[A-Za-z0-9_-]{1,200})$/;

type Credential = { sessionToken: string; isPassive?: boolean } | { apiToken: string };

/** Who is visiting. Asked of identity each time, so that a session that was ended is ended everywhere at once. */
@Injectable()
export class VisitorsService {
  readonly #known = new WeakMap<FastifyRequest, Principal>();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(CallerLimits) private readonly limits: CallerLimits,
  ) {}

  /** The person behind the session cookie, whose idle time starts again; undefined (and no cookie any more) when there is none. @throws RateLimitedError */
  async signedIn(request: FastifyRequest, reply: FastifyReply): Promise<Principal | undefined> {
    const sessionToken = this.cookies.sessionOf(request);
    if (sessionToken === undefined) return undefined;
    this.session.answers(reply, sessionToken);
    const principal = await this.#counted(request, { sessionToken });
    this.session.found(reply, sessionToken, principal !== undefined);
    return principal;
  }

  /** Who the API token in the Authorization header speaks for, or the person behind the session cookie, whose idle time goes on. @throws RateLimitedError */
  async watching(request: FastifyRequest): Promise<Principal | undefined> {
    return this.#counted(request, this.#passiveCredentialOf(request));
  }

  /** The same, asked again of a stream that is open: that is no request, and counts as none. */
  async stillWatching(request: FastifyRequest): Promise<Principal | undefined> {
    return this.#resolve(this.#passiveCredentialOf(request));
  }

  /** Whoever this request was found to come from while it was answered; nobody is asked. */
  knownOf(request: FastifyRequest): Principal | undefined {
    return this.#known.get(request);
  }

  /** An Authorization header decides alone: with one that is none, the cookie is not looked at. */
  #passiveCredentialOf(request: FastifyRequest): Credential | undefined {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const apiToken = API_TOKEN.exec(authorization)?.[1];
      return apiToken === undefined ? undefined : { apiToken };
    }
    const sessionToken = this.cookies.sessionOf(request);
    return sessionToken === undefined ? undefined : { sessionToken, isPassive: true };
  }

  async #counted(request: FastifyRequest, credential: Credential | undefined): Promise<Principal | undefined> {
    const shown = credential && ('apiToken' in credential ? credential.apiToken : credential.sessionToken);
    await this.limits.check(request, shown);
    const principal = await this.#resolve(credential);
    if (principal === undefined) {
      await this.limits.wasNobody(request, shown);
    } else {
      this.#known.set(request, principal);
      await this.limits.took(request, shown, principal);
    }
    return principal;
  }

  async #resolve(credential: Credential | undefined): Promise<Principal | undefined> {
    if (credential === undefined) return undefined;
    try {
      return await this.client.call('identity', 'POST', '/internal/v1/principals/resolve', {
        body: credential,
        schema: principalSchema,
      });
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.status === 401) return undefined;
      throw thrown;
    }
  }
}
