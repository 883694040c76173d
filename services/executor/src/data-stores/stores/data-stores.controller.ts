import {
  createDataStoreSchema,
  type DataStore,
  type DataStoreList,
  dataStoreListSchema,
  dataStoreSchema,
  listDataStoresSchema,
  type Principal,
  type UpdateDataStore,
  updateDataStoreSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../../scenarios/reply.ts';
import { readVersionTag, versionTag } from '../../scenarios/version-tag.policy.ts';
import { DataStoresService } from './data-stores.service.ts';

@Controller('v1/data-stores')
export class DataStoresController {
  constructor(private readonly stores: DataStoresService) {}

  @Post()
  @Requires('data-stores:write')
  @FiltersByTeam()
  @Answers(dataStoreSchema)
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createDataStoreSchema) store: z.infer<typeof createDataStoreSchema>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DataStore> {
    return tagged(reply, await this.stores.create(principal, store));
  }

  @Get()
  @Requires('data-stores:read')
  @FiltersByTeam()
  @Answers(dataStoreListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listDataStoresSchema) { cursor, limit }: z.infer<typeof listDataStoresSchema>,
  ): Promise<DataStoreList> {
    return this.stores.list(principal, cursor, limit);
  }

  @Get(':storeId')
  @Requires('data-stores:read')
  @Answers(dataStoreSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('storeId') storeId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DataStore> {
    return tagged(reply, await this.stores.get(organisationId, storeId));
  }

  @Patch(':storeId')
  @Requires('data-stores:write')
  @Answers(dataStoreSchema)
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('storeId') storeId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateDataStoreSchema) changes: UpdateDataStore,
  ): Promise<DataStore> {
    return this.stores.update(principal, storeId, readVersionTag(ifMatch), changes);
  }

  @Delete(':storeId')
  @HttpCode(204)
  @Requires('data-stores:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() principal: Principal, @Param('storeId') storeId: string): Promise<void> {
    return this.stores.delete(principal, storeId);
  }
}

function tagged(reply: Reply, store: DataStore): DataStore {
  reply.header('etag', versionTag(store.revision));
  return store;
}
