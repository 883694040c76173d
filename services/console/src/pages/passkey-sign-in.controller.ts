import { finishPasskeySignInSchema, passkeyOptionsSchema, signedInSchema } from '@ebbflow/contracts';
import { Answers, AnswersNothing, Public, ServiceClient, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PasskeyWithoutCookieError } from '../console.errors.ts';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { clientIpOf } from './client-ip.ts';

const passkeyResponseSchema = z.strictObject({ response: finishPasskeySignInSchema.shape.response });
const passkeyQuestionSchema = z.object({ options: passkeyOptionsSchema.shape.options });

/** `/sign-in/passkey`: for the script of the sign-in page. The token stays in a cookie, which is what binds a challenge to this browser. */
@Controller('sign-in/passkey')
export class PasskeySignInController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('a challenge for a passkey; only to a page of ours')
  @Answers(passkeyQuestionSchema)
  @Post('options')
  @HttpCode(200)
  async begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    this.formCheck.checkApi(request);
    const { token, options } = await this.client.call('identity', 'POST', '/internal/v1/passkey-sign-ins', {
      body: { clientIp: clientIpOf(request) },
      schema: passkeyOptionsSchema,
    });
    this.cookies.keepPending(reply, token);
    return { options };
  }

  @Public('the answer of a passkey is the proof')
  @AnswersNothing()
  @Post()
  @HttpCode(204)
  async finish(
    @ZodBody(passkeyResponseSchema) { response }: z.infer<typeof passkeyResponseSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.checkApi(request);
    const token = this.cookies.pendingOf(request);
    if (token === undefined) throw new PasskeyWithoutCookieError();
    this.cookies.endPending(reply);
    const { sessionToken } = await this.client.call('identity', 'POST', '/internal/v1/passkey-sign-ins/finish', {
      body: { token, response, clientIp: clientIpOf(request) },
      schema: signedInSchema,
    });
    await this.session.begin(request, reply, sessionToken);
  }
}
