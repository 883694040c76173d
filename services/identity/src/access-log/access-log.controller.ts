import {
  type AccessList,
  accessListSchema,
  type AccessReport,
  type AccessSummary,
  accessSummarySchema,
  listAccessSchema,
  type Principal,
  reportAccessSchema,
  summariseAccessSchema,
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
import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { AccessIntake } from './access-intake.repository.ts';
import { AccessLogService } from './access-log.service.ts';

@Controller()
export class AccessLogController {
  constructor(
    @Inject(AccessLogService) private readonly log: AccessLogService,
    @Inject(AccessIntake) private readonly intake: AccessIntake,
  ) {}

  @InternalOnly('console')
  @AnswersNothing()
  @Post('internal/v1/access-log')
  @HttpCode(204)
  async record(@ZodBody(reportAccessSchema) report: AccessReport): Promise<void> {
    await this.intake.record(report);
  }

  @Requires('access-log:read')
  @Answers(accessListSchema)
  @Get('v1/access-log')
  @Header('cache-control', 'no-store')
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listAccessSchema) query: z.infer<typeof listAccessSchema>,
  ): Promise<AccessList> {
    return this.log.list(principal, query);
  }

  @Requires('access-log:read')
  @Answers(accessSummarySchema)
  @Get('v1/access-log/summary')
  @Header('cache-control', 'no-store')
  summarise(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(summariseAccessSchema) query: z.infer<typeof summariseAccessSchema>,
  ): Promise<AccessSummary> {
    return this.log.summarise(principal, query);
  }
}
