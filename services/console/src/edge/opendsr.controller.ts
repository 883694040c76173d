import { AnswersStream, Public, ServiceClient, StreamBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { StrangerLimit } from '../limits/stranger-limit.ts';
import { boundedBody } from './bounded-body.ts';
import { responseHeaders } from './edge-headers.policy.ts';
import { edgePath } from './edge-path.policy.ts';

/** What a controller signs with, besides what says what the body is. */
const SIGNED_WITH = ['content-type', 'x-opendsr-controller', 'x-opendsr-date', 'x-opendsr-signature'];
const ANSWERED_WITH = ['x-opendsr-processor-domain', 'x-opendsr-signature'];

const MAX_BYTES = 65_536;

/**
 * Controllers that send requests for people in their data, as OpenDSR has it: no session and no API token, but a signature that retention
 * checks. They pass in nobody's name, and only at these addresses.
 */
@Controller('api/retention/v1')
export class OpenDsrEdgeController {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(StrangerLimit) private readonly strangers: StrangerLimit,
  ) {}

  @Public('controllers look here before they have a key')
  @AnswersStream('*/*')
  @Get('discovery')
  discover(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn('GET', request, reply);
  }

  @Public('whoever is told something can check who said it')
  @AnswersStream('*/*')
  @Get('opendsr_certificate')
  certificate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn('GET', request, reply);
  }

  @Public('retention checks the controller’s signature')
  @StreamBody()
  @AnswersStream('*/*')
  @Post('opendsr_requests')
  open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn('POST', request, reply);
  }

  @Public('retention checks the controller’s signature')
  @AnswersStream('*/*')
  @Get('opendsr_requests/:requestId')
  status(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn('GET', request, reply);
  }

  @Public('retention checks the controller’s signature')
  @AnswersStream('*/*')
  @Delete('opendsr_requests/:requestId')
  cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn('DELETE', request, reply);
  }

  async #passOn(method: 'GET' | 'POST' | 'DELETE', request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.strangers.count(request);
    const sent = method === 'POST' ? (request.body as Readable | undefined) : undefined;
    const body = await boundedBody(sent, MAX_BYTES);
    const { service, path } = edgePath(request.raw.url ?? '');
    const answer = await this.client.forward(service, {
      ...{ method, path, headers: picked(request.headers, SIGNED_WITH) },
      ...(body.length === 0 ? {} : { body }),
    });
    const headers = { ...responseHeaders(answer.headers, service), ...picked(answer.headers, ANSWERED_WITH) };
    await reply.status(answer.statusCode).headers(headers).send(answer.body);
  }
}

function picked(headers: FastifyRequest['headers'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
