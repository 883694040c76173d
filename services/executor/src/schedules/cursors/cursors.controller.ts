import { type Principal, putCursorSchema, type TriggerCursor, triggerCursorSchema } from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { CursorsService } from './cursors.service.ts';

/** Without If-Match: the cursor moves with every run, so that nobody could ever name the one it is at. */
@Controller('v1/scenarios/:scenarioId/cursor')
export class CursorsController {
  constructor(private readonly cursors: CursorsService) {}

  @Get()
  @Requires('scenarios:read')
  @Answers(triggerCursorSchema)
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<TriggerCursor> {
    return this.cursors.get(organisationId, scenarioId);
  }

  @Put()
  @Requires('scenarios:write')
  @Answers(triggerCursorSchema)
  choose(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(putCursorSchema) { from }: z.infer<typeof putCursorSchema>,
  ): Promise<TriggerCursor> {
    return this.cursors.choose(organisationId, scenarioId, from);
  }

  @Delete()
  @HttpCode(204)
  @Requires('scenarios:write')
  @AnswersNothing()
  async reset(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<void> {
    await this.cursors.reset(organisationId, scenarioId);
  }
}
