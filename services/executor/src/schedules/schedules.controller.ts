import {
  listScheduleInstantsSchema,
  previewScheduleSchema,
  type Principal,
  putScheduleSchema,
  type ScenarioSchedule,
  scenarioScheduleSchema,
  type ScheduleInstantList,
  scheduleInstantListSchema,
  type SchedulePreview,
  schedulePreviewSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  Requires,
  SharedByTeams,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { SchedulesService } from './schedules.service.ts';

@Controller('v1')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Post('schedules/preview')
  @HttpCode(200)
  @Requires('scenarios:read')
  @SharedByTeams()
  @Answers(schedulePreviewSchema)
  preview(@ZodBody(previewScheduleSchema) asked: z.infer<typeof previewScheduleSchema>): SchedulePreview {
    return this.schedules.preview(asked);
  }

  @Get('scenarios/:scenarioId/schedule')
  @Requires('scenarios:read')
  @Answers(scenarioScheduleSchema)
  @TaggedByRevision()
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<ScenarioSchedule> {
    return this.schedules.get(organisationId, scenarioId);
  }

  @Put('scenarios/:scenarioId/schedule')
  @Requires('scenarios:activate')
  @Answers(scenarioScheduleSchema)
  @TaggedByRevision()
  put(
    @CurrentPrincipal() { organisationId, userId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putScheduleSchema) wanted: z.infer<typeof putScheduleSchema>,
  ): Promise<ScenarioSchedule> {
    const change = { ...wanted, expected: readVersionTag(ifMatch), changedBy: userId };
    return this.schedules.put(organisationId, scenarioId, change);
  }

  @Delete('scenarios/:scenarioId/schedule')
  @HttpCode(204)
  @Requires('scenarios:activate')
  @AnswersNothing()
  async reset(
    @CurrentPrincipal() { organisationId, userId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<void> {
    await this.schedules.reset(organisationId, scenarioId, userId);
  }

  @Get('scenarios/:scenarioId/schedule/instants')
  @Requires('scenarios:read')
  @Answers(scheduleInstantListSchema)
  listInstants(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodQuery(listScheduleInstantsSchema) { cursor, limit }: z.infer<typeof listScheduleInstantsSchema>,
  ): Promise<ScheduleInstantList> {
    return this.schedules.listInstants(organisationId, scenarioId, cursor, limit);
  }
}
