import { type Principal, putSearchKeysSchema, type SearchKeys, searchKeysSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { SearchKeysService } from './search-keys.service.ts';

@Controller('v1/scenarios/:scenarioId/search-keys')
export class SearchKeysController {
  constructor(private readonly keys: SearchKeysService) {}

  @Get()
  @Requires('scenarios:read')
  @Answers(searchKeysSchema)
  @TaggedByRevision()
  get(@CurrentPrincipal() { organisationId }: Principal, @Param('scenarioId') scenarioId: string): Promise<SearchKeys> {
    return this.keys.get(organisationId, scenarioId);
  }

  @Put()
  @Requires('scenarios:write')
  @Answers(searchKeysSchema)
  @TaggedByRevision()
  put(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putSearchKeysSchema) wanted: z.infer<typeof putSearchKeysSchema>,
  ): Promise<SearchKeys> {
    return this.keys.put(principal, scenarioId, readVersionTag(ifMatch), wanted);
  }
}
