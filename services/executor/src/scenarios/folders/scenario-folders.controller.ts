import {
  createFolderSchema,
  deleteFolderSchema,
  listFoldersSchema,
  type Principal,
  type ScenarioFolder,
  type ScenarioFolderList,
  scenarioFolderListSchema,
  scenarioFolderSchema,
  type UpdateFolder,
  updateFolderSchema,
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
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../tagged-by-revision.ts';
import { readVersionTag } from '../version-tag.policy.ts';
import { ScenarioFoldersService } from './scenario-folders.service.ts';

@Controller('v1/scenario-folders')
export class ScenarioFoldersController {
  constructor(private readonly folders: ScenarioFoldersService) {}

  @Post()
  @Requires('scenarios:write')
  @Answers(scenarioFolderSchema)
  @TaggedByRevision()
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createFolderSchema) folder: z.infer<typeof createFolderSchema>,
  ): Promise<ScenarioFolder> {
    return this.folders.create(principal, folder);
  }

  @Get()
  @Requires('scenarios:read')
  @SharedByTeams()
  @Answers(scenarioFolderListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listFoldersSchema) { cursor, limit }: z.infer<typeof listFoldersSchema>,
  ): Promise<ScenarioFolderList> {
    return this.folders.list(organisationId, cursor, limit);
  }

  @Get(':folderId')
  @Requires('scenarios:read')
  @SharedByTeams()
  @Answers(scenarioFolderSchema)
  @TaggedByRevision()
  get(@CurrentPrincipal() { organisationId }: Principal, @Param('folderId') folderId: string): Promise<ScenarioFolder> {
    return this.folders.get(organisationId, folderId);
  }

  @Patch(':folderId')
  @Requires('scenarios:write')
  @Answers(scenarioFolderSchema)
  @TaggedByRevision()
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('folderId') folderId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateFolderSchema) patch: UpdateFolder,
  ): Promise<ScenarioFolder> {
    return this.folders.update(principal, folderId, readVersionTag(ifMatch), patch);
  }

  @Delete(':folderId')
  @HttpCode(204)
  @Requires('scenarios:write')
  @AnswersNothing()
  delete(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('folderId') folderId: string,
    @ZodQuery(deleteFolderSchema) { moveTo }: z.infer<typeof deleteFolderSchema>,
  ): Promise<void> {
    return this.folders.delete(organisationId, folderId, moveTo);
  }
}
