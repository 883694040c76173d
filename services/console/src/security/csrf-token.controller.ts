import { Answers, Public } from '@ebbflow/service-host';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FormCheck } from './form-check.ts';

const csrfTokenSchema = z.object({ csrfToken: z.string() });

/** For scripts of our own pages, which have no hidden field to take it from. No other site can read the answer: CORS is off. */
@Controller('csrf-token')
export class CsrfTokenController {
  constructor(@Inject(FormCheck) private readonly formCheck: FormCheck) {}

  @Public('a token for whoever has the cookie it is made from, and for nobody else')
  @Answers(csrfTokenSchema)
  @Get()
  read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): z.infer<typeof csrfTokenSchema> {
    return { csrfToken: this.formCheck.tokenFor(request, reply) };
  }
}
