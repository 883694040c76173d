import {
  addDataStoreRecordSchema,
  type DataStoreRecordAnswer,
  type DataStoreRecordList,
  dataStoreRecordListSchema,
  dataStoreRecordSchema,
  type DataStoreSearch,
  dataStoreSearchSchema,
  listDataStoreRecordsSchema,
  patchDataStoreRecordSchema,
  type Principal,
  replaceDataStoreRecordSchema,
  searchDataStoreSchema,
} from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../../scenarios/reply.ts';
import { readVersionTag, versionTag } from '../../scenarios/version-tag.policy.ts';
import { RecordReadsService } from './record-reads.service.ts';
import { RecordWritesService } from './record-writes.service.ts';

/** Path of a record. */
interface RecordPath {
  readonly storeId: string;
  readonly recordId: string;
}

@Controller('v1/data-stores/:storeId/records')
export class RecordsController {
  constructor(
    private readonly reads: RecordReadsService,
    private readonly writes: RecordWritesService,
  ) {}

  @Get()
  @Requires('data-stores:read')
  @Answers(dataStoreRecordListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('storeId') storeId: string,
    @ZodQuery(listDataStoreRecordsSchema) page: z.infer<typeof listDataStoreRecordsSchema>,
  ): Promise<DataStoreRecordList> {
    return this.reads.list(organisationId, storeId, page);
  }

  @Post()
  @Requires('data-stores:write')
  @Answers(dataStoreRecordSchema)
  add(
    @CurrentPrincipal() principal: Principal,
    @Param('storeId') storeId: string,
    @ZodBody(addDataStoreRecordSchema) record: z.infer<typeof addDataStoreRecordSchema>,
  ): Promise<DataStoreRecordAnswer> {
    return this.writes.add(principal, storeId, record);
  }

  @Post('search')
  @HttpCode(200)
  @Requires('data-stores:read')
  @Answers(dataStoreSearchSchema)
  search(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('storeId') storeId: string,
    @ZodBody(searchDataStoreSchema) query: z.infer<typeof searchDataStoreSchema>,
  ): Promise<DataStoreSearch> {
    return this.reads.search(organisationId, storeId, query);
  }

  @Delete()
  @HttpCode(204)
  @Requires('data-stores:write')
  @AnswersNothing()
  deleteAll(@CurrentPrincipal() principal: Principal, @Param('storeId') storeId: string): Promise<void> {
    return this.writes.deleteAll(principal, storeId);
  }

  @Get(':recordId')
  @Requires('data-stores:read')
  @Answers(dataStoreRecordSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param() { storeId, recordId }: RecordPath,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DataStoreRecordAnswer> {
    const record = await this.reads.get(organisationId, storeId, recordId);
    reply.header('etag', versionTag(record.revision));
    return record;
  }

  @Put(':recordId')
  @Requires('data-stores:write')
  @Answers(dataStoreRecordSchema)
  replace(
    @CurrentPrincipal() principal: Principal,
    @Param() path: RecordPath,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(replaceDataStoreRecordSchema) { data }: { data: JsonObject },
  ): Promise<DataStoreRecordAnswer> {
    return this.writes.replace(principal, { ...path, revision: readVersionTag(ifMatch) }, data);
  }

  @Patch(':recordId')
  @Requires('data-stores:write')
  @Answers(dataStoreRecordSchema)
  patch(
    @CurrentPrincipal() principal: Principal,
    @Param() path: RecordPath,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(patchDataStoreRecordSchema) { data }: { data: JsonObject },
  ): Promise<DataStoreRecordAnswer> {
    return this.writes.patch(principal, { ...path, revision: readVersionTag(ifMatch) }, data);
  }

  @Delete(':recordId')
  @HttpCode(204)
  @Requires('data-stores:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() principal: Principal, @Param() { storeId, recordId }: RecordPath): Promise<void> {
    return this.writes.delete(principal, storeId, recordId);
  }
}
