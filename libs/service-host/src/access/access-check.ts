import type { Principal } from '@ebbflow/contracts';
import type { FastifyRequest } from 'fastify';
import { ForbiddenError, UnauthenticatedError } from '../host.errors.ts';
import type { ServiceTokens } from '../tokens/service-tokens.ts';
import type { Caller } from './caller.ts';
import { may, mayEverywhere, teamsWith } from './may.policy.ts';
import type { NamedObject, NamedObjects } from './object-teams.ts';
import type { EbbflowRouteConfig } from './route-config.ts';

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;

/**
 * Deny by default, decided by the policy the router holds for the matched route, never by looking at the path. It runs
 * before the body is read, so that a stranger's bytes are neither parsed nor buffered.
 *
 * A principal that may do it in some teams only passes where the route says which thing it is about and that thing is in one of
 * those teams, or where the handler keeps to them itself. Of what it must not see it learns the same as of what is not there.
 */
export class AccessCheck {
  readonly #tokens: ServiceTokens;
  readonly #objects: NamedObjects;

  constructor(tokens: ServiceTokens, objects: NamedObjects = {}) {
    this.#tokens = tokens;
    this.#objects = objects;
  }

  /** Marks the request as admitted. @throws UnauthenticatedError, ForbiddenError, or what the service says of a thing that is not there */
  async admit(request: FastifyRequest): Promise<void> {
    // Nothing is behind an unknown path, and saying so tells nothing about things: routes are public knowledge.
    if (request.is404) return;
    const { policy, team } = request.routeOptions.config.ebbflow ?? {};
    if (policy === undefined) throw new ForbiddenError('This route has no policy, so nobody may call it.');
    if (policy.kind !== 'public') {
      const caller = await this.#callerOf(request);
      request.caller = caller;
      if (policy.kind === 'internal' && !policy.callers.includes(caller.service)) throw new ForbiddenError();
      if (policy.kind === 'scope') await this.#requireScope(request, caller.principal, policy.scope, team);
    }
    request.isAdmitted = true;
  }

  async #callerOf(request: FastifyRequest): Promise<Caller> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new UnauthenticatedError();
    return this.#tokens.verify(token);
  }

  async #requireScope(
    request: FastifyRequest,
    principal: Principal | undefined,
    scope: string,
    team: EbbflowRouteConfig['team'],
  ): Promise<void> {
    const refusal = new ForbiddenError(`This needs the scope ${scope}.`);
    if (principal === undefined) throw refusal;
    if (mayEverywhere(principal, scope)) return;
    if (teamsWith(principal, scope).length > 0 && (team?.kind === 'filter' || team?.kind === 'shared')) return;
    // A reader who asks to write is told so; who may not even read is told that there is nothing.
    const isReader = teamsWith(principal, readingOf(scope)).length > 0;
    if (!isReader && teamsWith(principal, scope).length === 0) throw refusal;
    const found = this.#objectOf(request, team);
    if (found === undefined) throw refusal;
    const { object, id } = found;
    const { organisationId } = principal;
    const place = await object.placeOf(organisationId, id);
    if (place === undefined) throw object.notFound(id);
    if (may(principal, scope, { ...place, organisationId })) return;
    throw may(principal, readingOf(scope), { ...place, organisationId }) ? refusal : object.notFound(id);
  }

  #objectOf(
    request: FastifyRequest,
    team: EbbflowRouteConfig['team'],
  ): { object: NamedObject; id: string } | undefined {
    const [source, names] =
      team?.kind === 'query' ? [request.query, [team.parameter]] : [request.params, Object.keys(this.#objects)];
    for (const name of names) {
      const id = (source as Record<string, unknown>)[name];
      const object = this.#objects[name];
      if (typeof id === 'string' && object !== undefined) return { object, id };
    }
    return undefined;
  }
}

function readingOf(scope: string): string {
  return `${scope.slice(0, scope.indexOf(':'))}:read`;
}
