import type { FastifyRequest } from 'fastify';
import { ForbiddenError, UnauthenticatedError } from '../host.errors.ts';
import type { ServiceTokens } from '../tokens/service-tokens.ts';
import type { Caller } from './caller.ts';
import { may } from './may.policy.ts';
import './route-config.ts';

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;

/**
 * Deny by default, decided by the policy the router holds for the matched route, never by looking at the path. It runs
 * before the body is read, so that a stranger's bytes are neither parsed nor buffered.
 */
export class AccessCheck {
  readonly #tokens: ServiceTokens;

  constructor(tokens: ServiceTokens) {
    this.#tokens = tokens;
  }

  /** Marks the request as admitted. @throws UnauthenticatedError, ForbiddenError */
  async admit(request: FastifyRequest): Promise<void> {
    // Nothing is behind an unknown path, and saying so tells nothing about things: routes are public knowledge.
    if (request.is404) return;
    const policy = request.routeOptions.config.ebbflow?.policy;
    if (policy === undefined) throw new ForbiddenError('This route has no policy, so nobody may call it.');
    if (policy.kind !== 'public') {
      const caller = await this.#callerOf(request);
      if (policy.kind === 'internal' && !policy.callers.includes(caller.service)) throw new ForbiddenError();
      if (policy.kind === 'scope') requireScope(caller, policy.scope);
      request.caller = caller;
    }
    request.isAdmitted = true;
  }

  async #callerOf(request: FastifyRequest): Promise<Caller> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new UnauthenticatedError();
    return this.#tokens.verify(token);
  }
}

function requireScope(caller: Caller, scope: string): void {
  if (caller.principal === undefined || !may(caller.principal, scope)) {
    throw new ForbiddenError(`This needs the scope ${scope}.`);
  }
}
