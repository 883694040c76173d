import {
  listOwnUsageInformationSchema,
  type OwnUsageInformation,
  ownUsageInformationSchema,
  type Principal,
  reportUsageInformationSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  InternalOnly,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { UsageInformationService } from './usage-information.service.ts';

@Controller()
export class UsageInformationController {
  constructor(@Inject(UsageInformationService) private readonly usage: UsageInformationService) {}

  @InternalOnly('console')
  @AnswersNothing()
  @Post('internal/v1/usage-information')
  @HttpCode(204)
  async record(
    @ZodBody(reportUsageInformationSchema) { items }: z.infer<typeof reportUsageInformationSchema>,
  ): Promise<void> {
    await this.usage.record(items);
  }

  @Requires('me:read')
  @Answers(ownUsageInformationSchema)
  @Get('v1/me/usage-information')
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listOwnUsageInformationSchema) page: z.infer<typeof listOwnUsageInformationSchema>,
  ): Promise<OwnUsageInformation> {
    return this.usage.listOwn(principal, page);
  }
}
