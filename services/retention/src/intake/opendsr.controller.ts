import {
  OPENDSR_FORMATS,
  OPENDSR_TYPES,
  openDsrCancellationSchema,
  openDsrDiscoverySchema,
  openDsrReceiptSchema,
  openDsrStatusAnswerSchema,
} from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Answers, AnswersStream, Public, RawBody } from '@ebbflow/service-host';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { OpenDsrControllerRow } from './find-opendsr-controller.sql.ts';
import { OpenDsrIntake } from './opendsr-intake.ts';
import { statusAnswer } from './opendsr-status.policy.ts';
import { OpenDsrSigner } from './opendsr-signer.ts';
import { OpenDsrConfig } from './opendsr.config.ts';

const NOTHING = Buffer.alloc(0);

/** OpenDSR 1.0 (formerly OpenGDPR); paths, fields and statuses are its own. Every answer about a request is signed. */
@Controller('v1')
export class OpenDsrController {
  constructor(
    @Inject(OpenDsrIntake) private readonly intake: OpenDsrIntake,
    @Inject(OpenDsrSigner) private readonly signer: OpenDsrSigner,
    @Inject(OpenDsrConfig) private readonly config: OpenDsrConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('discovery')
  @Public('controllers look here before they have a key')
  @Answers(openDsrDiscoverySchema)
  discover(): z.infer<typeof openDsrDiscoverySchema> {
    return {
      api_version: '1.0',
      supported_identities: OPENDSR_FORMATS.map((format) => ({ identity_type: 'email', identity_format: format })),
      supported_subject_request_types: [...OPENDSR_TYPES],
      processor_certificate: new URL('/api/retention/v1/opendsr_certificate', this.config.publicUrl).href,
    };
  }

  @Get('opendsr_certificate')
  @Public('whoever is told something can check who said it')
  @AnswersStream('application/x-pem-file')
  @Header('content-type', 'application/x-pem-file')
  certificate(): string {
    return this.signer.publicKey();
  }

  @Post('opendsr_requests')
  @HttpCode(201)
  @Public('the controller’s signature is the proof')
  @RawBody()
  @Answers(openDsrReceiptSchema)
  async open(
    @Body() body: Buffer | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = body ?? NOTHING;
    const row = await this.intake.open(await this.#signerOf(request, bytes), bytes);
    const { controller_id, expected_completion_time, subject_request_id } = statusAnswer(row, this.config.publicUrl);
    await this.#send(reply, 201, {
      ...{ controller_id, expected_completion_time, subject_request_id },
      received_time: row.receivedAt.toISOString(),
      encoded_request: bytes.toString('base64'),
    } satisfies z.infer<typeof openDsrReceiptSchema>);
  }

  @Get('opendsr_requests/:requestId')
  @Public('the controller’s signature is the proof')
  @Answers(openDsrStatusAnswerSchema)
  async status(
    @Param('requestId') requestId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const row = await this.intake.find(await this.#signerOf(request, NOTHING), requestId);
    await this.#send(reply, 200, statusAnswer(row, this.config.publicUrl));
  }

  @Delete('opendsr_requests/:requestId')
  @HttpCode(202)
  @Public('the controller’s signature is the proof')
  @Answers(openDsrCancellationSchema)
  async cancel(
    @Param('requestId') requestId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signer = await this.#signerOf(request, NOTHING);
    await this.intake.cancel(signer, requestId);
    await this.#send(reply, 202, {
      ...{ controller_id: signer.id, subject_request_id: requestId, api_version: '1.0' },
      received_time: this.clock.now().toISOString(),
    } satisfies z.infer<typeof openDsrCancellationSchema>);
  }

  #signerOf({ method, url, headers }: FastifyRequest, body: Buffer): Promise<OpenDsrControllerRow> {
    const header = (name: string): string => (typeof headers[name] === 'string' ? headers[name] : '');
    const date = header('x-opendsr-date');
    const signature = header('x-opendsr-signature');
    return this.intake.signer(header('x-opendsr-controller'), { method, path: url, date, body, signature });
  }

  async #send(reply: FastifyReply, status: number, answer: object): Promise<void> {
    const { text, headers } = this.signer.sign(answer);
    await reply.status(status).headers(headers).header('content-type', 'application/json').send(text);
  }
}
