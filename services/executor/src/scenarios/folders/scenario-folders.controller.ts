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
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../reply.ts';
import { readVersionTag, versionTag } from '../version-tag.policy.ts';
import { ScenarioFoldersService } from './scenario-folders.service.ts';

@Controller('v1/scenario-folders')
export class ScenarioFoldersController {
  constructor(private readonly folders: ScenarioFoldersService) {}

  @Post()
  @Requires('scenarios:write')
  @Answers(scenarioFolderSchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createFolderSchema) folder: z.infer<typeof createFolderSchema>,
  ): Promise<ScenarioFolder> {
    return this.folders.create(principal, folder);
  }

  @Get()
  @Requires('scenarios:read')
  @Answers(scenarioFolderListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listFoldersSchema) { cursor, limit }: z.infer<typeof listFoldersSchema>,
  ): Promise<ScenarioFolderList> {
    return this.folders.list(organisationId, cursor, limit);
  }

  @Get(':folderId')
  @Requires('scenarios:read')
  @Answers(scenarioFolderSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('folderId') folderId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ScenarioFolder> {
    return tagged(reply, await this.folders.get(organisationId, folderId));
  }

  @Patch(':folderId')
  @Requires('scenarios:write')
  @Answers(scenarioFolderSchema)
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('folderId') folderId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateFolderSchema) patch: UpdateFolder,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ScenarioFolder> {
    return tagged(reply, await this.folders.update(principal, folderId, readVersionTag(ifMatch), patch));
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

function tagged(reply: Reply, folder: ScenarioFolder): ScenarioFolder {
  reply.header('etag', versionTag(folder.revision));
  return folder;
}
