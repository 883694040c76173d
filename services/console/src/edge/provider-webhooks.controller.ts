import { AnswersStream, Public, ServiceClient, StreamBody } from '@ebbflow/service-host';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { StrangerLimit } from '../limits/stranger-limit.ts';
import { responseHeaders } from './edge-headers.policy.ts';
import { boundedBody } from './bounded-body.ts';
import { edgePath } from './edge-path.policy.ts';

/** What providers sign with, besides what says what the body is. Nothing else of such a call passes. */
const SIGNED_WITH = [
  'content-type',
  'stripe-signature',
  'paypal-auth-algo',
  'paypal-cert-url',
  'paypal-transmission-id',
  'paypal-transmission-sig',
  'paypal-transmission-time',
  'signature',
];

/** What identity takes of them at most. */
const MAX_BYTES = 65_536;

/**
 * Calls of payment and newsletter providers: they have no session and no API token, but sign what they send, and identity knows their
 * keys. So they pass in nobody's name, and only these two addresses do.
 */
@Controller('api/identity/v1')
export class ProviderWebhooksController {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(StrangerLimit) private readonly strangers: StrangerLimit,
  ) {}

  @Public('identity checks the signature of the payment provider')
  @StreamBody()
  @AnswersStream('*/*')
  @Post('payments/:provider')
  payment(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn(request, reply);
  }

  @Public('identity checks the signature of MailerLite')
  @StreamBody()
  @AnswersStream('*/*')
  @Post('newsletter/mailerlite')
  newsletter(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#passOn(request, reply);
  }

  async #passOn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Whatever else the call carries: a token or session is none of its proofs, and would take it out of the usual count.
    await this.strangers.count(request);
    const body = await boundedBody(request.body as Readable | undefined, MAX_BYTES);
    const { service, path } = edgePath(request.raw.url ?? '');
    const headers = SIGNED_WITH.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    const answer = await this.client.forward(service, {
      method: 'POST',
      path,
      headers: Object.fromEntries(headers),
      ...(body.length === 0 ? {} : { body }),
    });
    await reply.status(answer.statusCode).headers(responseHeaders(answer.headers, service)).send(answer.body);
  }
}
