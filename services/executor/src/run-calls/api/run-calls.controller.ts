import {
  callbackSecretSchema,
  callScenarioSchema,
  type Principal,
  type RunOutputs,
  runOutputsSchema,
  type ScenarioCallAnswer,
  scenarioCallAnswerSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, OwnIdempotency, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CallbackSecrets } from '../callbacks/callback-secrets.ts';
import { RunCallsService } from './run-calls.service.ts';
import { RunOutputsService } from './run-outputs.service.ts';

@Controller('v1')
export class RunCallsController {
  constructor(
    private readonly calls: RunCallsService,
    private readonly outputs: RunOutputsService,
    private readonly secrets: CallbackSecrets,
  ) {}

  @Post('scenarios/:scenarioId/calls')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(scenarioCallAnswerSchema)
  @OwnIdempotency()
  async call(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(callScenarioSchema) body: z.infer<typeof callScenarioSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioCallAnswer> {
    // Fastify joins a header that comes twice.
    const idempotencyKey = reply.request.headers['idempotency-key'] as string | undefined;
    const answer = await this.calls.call(organisationId, { scenarioId, idempotencyKey, body });
    if (answer.status === null) void reply.header('location', answer.statusUrl);
    else void reply.status(200);
    return answer;
  }

  @Get('runs/:runId/outputs')
  @Requires('runs:read')
  @Answers(runOutputsSchema)
  getOutputs(@CurrentPrincipal() { organisationId }: Principal, @Param('runId') runId: string): Promise<RunOutputs> {
    return this.outputs.get(organisationId, runId);
  }

  @Get('callback-secret')
  @Requires('callbacks:read')
  @Answers(callbackSecretSchema)
  async getCallbackSecret(@CurrentPrincipal() { organisationId }: Principal): Promise<{ secret: string }> {
    return { secret: await this.secrets.textOf(organisationId) };
  }
}
