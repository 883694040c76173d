import {
  createReplaySchema,
  type Principal,
  type Replay,
  replayedRunSchema,
  replayRunSchema,
  replaySchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ReplaysService } from './replays.service.ts';

@Controller('v1')
export class ReplaysController {
  constructor(private readonly replays: ReplaysService) {}

  @Post('runs/:runId/replay')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(replayedRunSchema)
  replayRun(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('runId') runId: string,
    @ZodBody(replayRunSchema) { version }: z.infer<typeof replayRunSchema>,
  ): Promise<{ runId: string }> {
    return this.replays.replayRun(organisationId, runId, version);
  }

  @Post('replays')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(replaySchema)
  create(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodBody(createReplaySchema) asked: z.infer<typeof createReplaySchema>,
  ): Promise<Replay> {
    return this.replays.create(organisationId, asked);
  }

  @Get('replays/:replayId')
  @Requires('runs:read')
  @Answers(replaySchema)
  get(@CurrentPrincipal() { organisationId }: Principal, @Param('replayId') replayId: string): Promise<Replay> {
    return this.replays.get(organisationId, replayId);
  }
}
