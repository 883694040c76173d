import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { chooseStructureSchema, type HookStructure, hookStructureSchema, type Principal } from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { StructuresService } from './structures.service.ts';

@Controller('v1/hooks/:hookId/structure')
export class StructuresController {
  constructor(@Inject(StructuresService) private readonly structures: StructuresService) {}

  @Get()
  @Requires('hooks:read')
  @Answers(hookStructureSchema)
  read(@CurrentPrincipal() { organisationId }: Principal, @Param('hookId') hookId: string): Promise<HookStructure> {
    return this.structures.read(organisationId, hookId);
  }

  @Put()
  @Requires('hooks:write')
  @Answers(hookStructureSchema)
  choose(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @ZodBody(chooseStructureSchema) { structure }: z.infer<typeof chooseStructureSchema>,
  ): Promise<HookStructure> {
    return this.structures.choose(organisationId, hookId, structure);
  }

  @Delete()
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  async forget(@CurrentPrincipal() { organisationId }: Principal, @Param('hookId') hookId: string): Promise<void> {
    await this.structures.choose(organisationId, hookId, null);
  }

  @Post('relearn')
  @HttpCode(200)
  @Requires('hooks:write')
  @Answers(hookStructureSchema)
  relearn(@CurrentPrincipal() { organisationId }: Principal, @Param('hookId') hookId: string): Promise<HookStructure> {
    return this.structures.relearn(organisationId, hookId);
  }
}
