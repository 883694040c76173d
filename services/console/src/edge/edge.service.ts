import type { Readable } from 'node:stream';
import type { Principal } from '@ebbflow/contracts';
import { type HttpMethod, ServiceClient, UnauthenticatedError } from '@ebbflow/service-host';
import { Inject, Injectable, MethodNotAllowedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { requestHeaders, responseHeaders } from './edge-headers.policy.ts';
import { edgePath } from './edge-path.policy.ts';

const METHODS = new Set<string>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const API_TOKEN = /^Bearer (ebb_[A-Za-z0-9_-]{1,200})$/;

@Injectable()
export class EdgeService {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  async forward(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { service, path } = edgePath(request.raw.url ?? '');
    const method = methodOf(request);
    const principal = await this.#principalOf(request, reply);
    const answer = await this.client.forward(service, {
      method,
      path,
      headers: requestHeaders(request.headers),
      ...(request.body === undefined ? {} : { body: request.body as Readable }),
      principal,
    });
    await reply.status(answer.statusCode).headers(responseHeaders(answer.headers, service)).send(answer.body);
  }

  /** An Authorization header decides alone: a browser does not send one by itself, so such a call cannot be forged across sites. */
  async #principalOf(request: FastifyRequest, reply: FastifyReply): Promise<Principal> {
    const { authorization } = request.headers;
    let principal: Principal | undefined;
    if (authorization !== undefined) {
      const apiToken = API_TOKEN.exec(authorization)?.[1];
      principal = apiToken === undefined ? undefined : await this.visitors.ofApiToken(apiToken);
    } else {
      principal = await this.visitors.signedIn(request, reply);
      if (principal !== undefined && request.method !== 'GET') this.formCheck.checkApi(request);
    }
    if (principal === undefined) throw new UnauthenticatedError();
    return principal;
  }
}

function methodOf(request: FastifyRequest): HttpMethod {
  if (!METHODS.has(request.method)) throw new MethodNotAllowedException();
  return request.method as HttpMethod;
}
