import {
  type Principal,
  type PreviewRedaction,
  previewRedactionSchema,
  type RedactionFields,
  redactionFieldsSchema,
  type RedactionPreview,
  redactionPreviewSchema,
  type RedactionRules,
  redactionRulesSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { RedactionPreviews } from './redaction-previews.service.ts';
import { RedactionRulesService } from './redaction-rules.service.ts';

@Controller('v1/redaction-rules')
export class RedactionRulesController {
  constructor(
    private readonly rules: RedactionRulesService,
    private readonly previews: RedactionPreviews,
  ) {}

  @Get()
  @Requires('redaction:read')
  @Answers(redactionRulesSchema)
  @TaggedByRevision()
  get(@CurrentPrincipal() { organisationId }: Principal): Promise<RedactionRules> {
    return this.rules.get(organisationId);
  }

  @Put()
  @Requires('redaction:write')
  @Answers(redactionRulesSchema)
  @TaggedByRevision()
  put(
    @CurrentPrincipal() principal: Principal,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(redactionFieldsSchema) rules: RedactionFields,
  ): Promise<RedactionRules> {
    return this.rules.put(principal, rules, readVersionTag(ifMatch));
  }

  @Post('preview')
  @HttpCode(200)
  @Requires('redaction:read')
  @Answers(redactionPreviewSchema)
  preview(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(previewRedactionSchema) asked: PreviewRedaction,
  ): Promise<RedactionPreview> {
    return this.previews.preview(principal, asked);
  }
}
