import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimits } from '../limits/caller-limits.ts';
import { Cookies } from '../security/cookies.ts';

/**
 * The session a browser has in its cookie: one at a time. A new one takes the place of the old one, which then ends, so that somebody
 * who signs in at a computer where another was still signed in leaves no session behind that nobody can sign out of any more.
 *
 * An answer that takes its time carries the cookie of the session it was asked with. When that session was replaced meanwhile, such an
 * answer would bring it back, so answers under way are known here and lose their cookie. Those of another replica are not: what they
 * bring back has ended at identity and opens nothing.
 */
@Injectable()
export class BrowserSession {
  readonly #underWay = new Map<string, Set<FastifyReply>>();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(CallerLimits) private readonly limits: CallerLimits,
  ) {}

  /** Before identity is asked: from here on until it is sent, the answer loses its cookie when the session is replaced. */
  answers(reply: FastifyReply, token: string): void {
    const replies = this.#underWay.get(token) ?? new Set();
    this.#underWay.set(token, replies.add(reply));
    reply.raw.once('close', () => {
      replies.delete(reply);
      if (replies.size === 0 && this.#underWay.get(token) === replies) this.#underWay.delete(token);
    });
  }

  /** What identity said of it: its idle time starts again, or there is no cookie any more. */
  found(reply: FastifyReply, token: string, isThere: boolean): void {
    if (this.#underWay.get(token)?.has(reply) !== true) return;
    if (isThere) this.cookies.keepSession(reply, token);
    else this.cookies.endSession(reply);
  }

  /**
   * Somebody signed in. The cookie first: if identity is away just then, the new session is kept all the same.
   * @throws TransientError
   */
  async begin(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
    const before = this.replace(request, reply, token);
    if (before !== undefined && before !== token) await this.#endAtIdentity(before);
  }

  /** Identity gave the same session another token: nothing is left to end. The token it had. */
  replace(request: FastifyRequest, reply: FastifyReply, token: string): string | undefined {
    const before = this.#leave(request);
    this.cookies.keepSession(reply, token);
    this.limits.begins(token);
    return before;
  }

  /** Somebody signed out. @throws TransientError */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const before = this.#leave(request);
    this.cookies.endSession(reply);
    if (before !== undefined) await this.#endAtIdentity(before);
  }

  #leave(request: FastifyRequest): string | undefined {
    const token = this.cookies.sessionOf(request);
    if (token === undefined) return undefined;
    for (const reply of this.#underWay.get(token) ?? []) this.cookies.leaveSession(reply);
    this.#underWay.delete(token);
    return token;
  }

  async #endAtIdentity(sessionToken: string): Promise<void> {
    await this.client.call('identity', 'DELETE', '/internal/v1/sessions', { body: { sessionToken } });
  }
}
