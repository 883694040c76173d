import { principalSchema, type Principal } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';

/** Who is visiting. Asked of identity each time, so that a session that was ended is ended everywhere at once. */
@Injectable()
export class VisitorsService {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  /** The person behind the session cookie, whose idle time starts again; undefined (and no cookie any more) when there is none. */
  async signedIn(request: FastifyRequest, reply: FastifyReply): Promise<Principal | undefined> {
    const sessionToken = this.cookies.sessionOf(request);
    if (sessionToken === undefined) return undefined;
    const principal = await this.#resolve({ sessionToken });
    if (principal === undefined) this.cookies.endSession(reply);
    else this.cookies.keepSession(reply, sessionToken);
    return principal;
  }

  /** The person behind the session cookie, whose idle time goes on. */
  async watching(request: FastifyRequest): Promise<Principal | undefined> {
    const sessionToken = this.cookies.sessionOf(request);
    return sessionToken === undefined ? undefined : this.#resolve({ sessionToken, isPassive: true });
  }

  async ofApiToken(apiToken: string): Promise<Principal | undefined> {
    return this.#resolve({ apiToken });
  }

  async #resolve(
    body: { sessionToken: string; isPassive?: boolean } | { apiToken: string },
  ): Promise<Principal | undefined> {
    try {
      return await this.client.call('identity', 'POST', '/internal/v1/principals/resolve', {
        body,
        schema: principalSchema,
      });
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.status === 401) return undefined;
      throw thrown;
    }
  }
}
