import {
  createDataStructureSchema,
  type DataStructure,
  type DataStructureList,
  dataStructureListSchema,
  dataStructureSchema,
  inferDataStructureSchema,
  inferredDataStructureSchema,
  inferStructure,
  listDataStructuresSchema,
  type Principal,
  type StructureField,
  type UpdateDataStructure,
  updateDataStructureSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../../scenarios/reply.ts';
import { readVersionTag, versionTag } from '../../scenarios/version-tag.policy.ts';
import { HookStructures } from './hook-structures.ts';
import { StructuresService } from './structures.service.ts';

@Controller('v1/data-structures')
export class StructuresController {
  constructor(
    private readonly structures: StructuresService,
    private readonly hooks: HookStructures,
  ) {}

  @Post()
  @Requires('data-structures:write')
  @Answers(dataStructureSchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createDataStructureSchema) structure: z.infer<typeof createDataStructureSchema>,
  ): Promise<DataStructure> {
    return this.structures.create(principal, structure);
  }

  @Post('infer')
  @HttpCode(200)
  @Requires('data-structures:read')
  @Answers(inferredDataStructureSchema)
  infer(@ZodBody(inferDataStructureSchema) { sample }: z.infer<typeof inferDataStructureSchema>): {
    fields: readonly StructureField[];
  } {
    return { fields: inferStructure(sample) };
  }

  @Get()
  @Requires('data-structures:read')
  @Answers(dataStructureListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listDataStructuresSchema) { cursor, limit }: z.infer<typeof listDataStructuresSchema>,
  ): Promise<DataStructureList> {
    return this.structures.list(organisationId, cursor, limit);
  }

  @Get(':structureId')
  @Requires('data-structures:read')
  @Answers(dataStructureSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('structureId') structureId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DataStructure> {
    const structure = await this.structures.get(organisationId, structureId);
    reply.header('etag', versionTag(structure.revision));
    return structure;
  }

  @Patch(':structureId')
  @Requires('data-structures:write')
  @Answers(dataStructureSchema)
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('structureId') structureId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateDataStructureSchema) changes: UpdateDataStructure,
  ): Promise<DataStructure> {
    return this.structures.update(principal, structureId, readVersionTag(ifMatch), changes);
  }

  @Delete(':structureId')
  @HttpCode(204)
  @Requires('data-structures:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() { organisationId }: Principal, @Param('structureId') structureId: string): Promise<void> {
    return this.structures.delete(organisationId, structureId);
  }

  /** Requests of the webhook must fit the structure from now on, also as it changes. */
  @Put(':structureId/hooks/:hookId')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  async link(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('structureId') structureId: string,
    @Param('hookId') hookId: string,
  ): Promise<void> {
    await this.hooks.link(organisationId, hookId, await this.structures.get(organisationId, structureId));
  }

  @Delete(':structureId/hooks/:hookId')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  async unlink(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('structureId') structureId: string,
    @Param('hookId') hookId: string,
  ): Promise<void> {
    const { id } = await this.structures.get(organisationId, structureId);
    await this.hooks.unlink(organisationId, hookId, id);
  }
}
