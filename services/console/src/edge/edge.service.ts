import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '@ebbflow/contracts';
import { type HttpMethod, ServiceClient, UnauthenticatedError } from '@ebbflow/service-host';
import { Inject, Injectable, MethodNotAllowedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimits } from '../limits/caller-limits.ts';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { requestHeaders, responseHeaders } from './edge-headers.policy.ts';
import { type EdgePath, edgePath } from './edge-path.policy.ts';
import { EdgeStreams } from './edge-streams.ts';

const METHODS = new Set<string>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const EVENT_STREAM = 'text/event-stream';
/** Streams of events; calls that may be answered only when a run is over, and files that take as long as their reader does. */
const WATCHES = /\/events(?:\?|$)/;
/** How long the session still is: a page that asks so as to warn its reader must not lengthen it by asking. */
const ONLY_LOOKS = /^\/v1\/me\/session(?:\?|$)/;
/** Decided in the settings: the cookie of this browser goes, and comes back at most by the box at sign-in. */
const DECIDES_COOKIE = /^\/v1\/me\/consents\/cookies(?:\?|$)/;
const TAKES_TIME = /\/(?:calls|export)(?:\?|$)/;

@Injectable()
export class EdgeService {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(EdgeStreams) private readonly streams: EdgeStreams,
    @Inject(CallerLimits) private readonly limits: CallerLimits,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  async forward(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const to = edgePath(request.raw.url ?? '');
    const method = methodOf(request);
    if (method === 'GET' && WATCHES.test(to.path)) return this.#watch(to, request, reply);
    const isPassive = method === 'GET' && to.service === 'identity' && ONLY_LOOKS.test(to.path);
    const principal = await this.#principalOf(request, reply, isPassive);
    const answer = await this.client.forward(to.service, {
      method,
      path: to.path,
      headers: requestHeaders(request.headers),
      ...(request.body === undefined ? {} : { body: request.body as Readable }),
      principal,
      isLong: TAKES_TIME.test(to.path),
    });
    const decidesCookie = method === 'PUT' && to.service === 'identity' && DECIDES_COOKIE.test(to.path);
    if (decidesCookie && answer.statusCode === 200) this.cookies.rememberEmail(reply, undefined);
    await reply
      .status(answer.statusCode)
      .headers({ ...this.limits.headersOf(request), ...responseHeaders(answer.headers, to.service) })
      .send(answer.body);
  }

  async #watch({ service, path }: EdgePath, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Watching is no activity: a page that is left open must not keep its session alive.
    const principal = await this.visitors.watching(request);
    if (principal === undefined) throw new UnauthenticatedError();
    const headers = requestHeaders(request.headers);
    const answer = await this.client.forward(service, { method: 'GET', path, headers, principal, isLong: true });
    void reply.status(answer.statusCode).headers(responseHeaders(answer.headers, service));
    if (!(answer.headers['content-type'] ?? '').toString().startsWith(EVENT_STREAM)) {
      await reply.send(answer.body);
      return;
    }
    const isStillThere = async (): Promise<boolean> =>
      isDeepStrictEqual(await this.visitors.stillWatching(request), principal);
    // For proxies in front of us that would gather events until they have a bufferful.
    await reply.header('x-accel-buffering', 'no').send(this.streams.passOn(answer.body, isStillThere));
  }

  /** An Authorization header decides alone: a browser does not send one by itself, so such a call cannot be forged across sites. */
  async #principalOf(request: FastifyRequest, reply: FastifyReply, isPassive: boolean): Promise<Principal> {
    const hasToken = request.headers.authorization !== undefined;
    const principal = await (hasToken || isPassive
      ? this.visitors.watching(request)
      : this.visitors.signedIn(request, reply));
    if (principal === undefined) throw new UnauthenticatedError();
    if (!hasToken && request.method !== 'GET') this.formCheck.checkApi(request);
    return principal;
  }
}

function methodOf(request: FastifyRequest): HttpMethod {
  if (!METHODS.has(request.method)) throw new MethodNotAllowedException();
  return request.method as HttpMethod;
}
