import {
  createReplaySchema,
  type Principal,
  type Replay,
  replayedRunSchema,
  replayRunSchema,
  replaySchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, FiltersByTeam, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { BulkReplaysService } from './bulk-replays.service.ts';
import { ReplaysService } from './replays.service.ts';

@Controller('v1')
export class ReplaysController {
  constructor(
    private readonly replays: ReplaysService,
    private readonly bulk: BulkReplaysService,
  ) {}

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
  @FiltersByTeam()
  @Answers(replaySchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createReplaySchema) asked: z.infer<typeof createReplaySchema>,
  ): Promise<Replay> {
    return this.bulk.create(principal, asked);
  }

  @Get('replays/:replayId')
  @Requires('runs:read')
  @FiltersByTeam()
  @Answers(replaySchema)
  get(@CurrentPrincipal() principal: Principal, @Param('replayId') replayId: string): Promise<Replay> {
    return this.bulk.get(principal, replayId);
  }
}
