import type { Principal } from '@ebbflow/contracts';
import { ExpectedError, TransientError } from '@ebbflow/kernel';
import { Body, Controller, Get, Headers, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import {
  Answers,
  CurrentPrincipal,
  InternalOnly,
  Public,
  RawBody,
  Requires,
  StreamBody,
  ZodBody,
  ZodQuery,
} from '../../src/index.ts';

const thingSchema = z.object({ name: z.string(), 'a/b': z.object({ count: z.int() }).optional() });

@Controller('v1')
export class ProbeController {
  @Public('probe')
  @Answers(z.object({ ok: z.boolean() }))
  @Get('open')
  open(): { ok: boolean } {
    return { ok: true };
  }

  @InternalOnly('executor', 'console')
  @Get('internal')
  internal(@Req() request: FastifyRequest): { caller: string | undefined } {
    return { caller: request.caller?.service };
  }

  @InternalOnly('executor')
  @Post('internal-things')
  internalThings(@ZodBody(thingSchema) thing: z.infer<typeof thingSchema>) {
    return thing;
  }

  @Requires('things:write')
  @Answers(z.object({ thing: thingSchema, organisationId: z.string() }))
  @Post('things')
  things(
    @ZodBody(thingSchema) thing: z.infer<typeof thingSchema>,
    @CurrentPrincipal() principal: Principal,
    @Headers('if-match') _ifMatch: string | undefined,
  ) {
    return { thing, organisationId: principal.organisationId };
  }

  @Public('probe')
  @Get('search')
  search(@ZodQuery(z.object({ limit: z.coerce.number().int().max(200) })) query: { limit: number }) {
    return query;
  }

  @Public('probe')
  @RawBody()
  @Post('raw')
  raw(@Body() bytes: Buffer): { length: number } {
    return { length: bytes.length };
  }

  @Public('probe')
  @StreamBody()
  @Post('stream')
  async stream(@Body() stream: Readable): Promise<{ length: number }> {
    return { length: (await text(stream)).length };
  }

  @Public('probe')
  @Get('fails/:how')
  fails(@Req() request: FastifyRequest<{ Params: { how: string } }>): never {
    if (request.params.how === 'expected') throw new ExpectedError('PROBE.GONE', 410, 'The thing is gone.');
    if (request.params.how === 'transient') throw new TransientError('PROBE.BUSY', 'Busy.', { retryAfterMs: 2_500 });
    throw new Error('canary-in-a-message');
  }

  /** Declares what it does not answer, one way or another. */
  @Public('probe')
  @Answers(z.object({ ok: z.boolean() }))
  @Get('liar/:how')
  liar(@Req() request: FastifyRequest<{ Params: { how: string } }>): unknown {
    return request.params.how === 'wrong' ? { ok: 'yes, canary' } : { ok: true, canary: 1 };
  }

  @Get('forgotten')
  forgotten(): { ok: boolean } {
    return { ok: true };
  }
}
