import {
  type HookSecretsLease,
  hookSecretsLeaseSchema,
  ofTenantSchema,
  readHookSecretsSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, InternalOnly, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HookSecretsService } from './hook-secrets.service.ts';

/** What the gateway asks for, to verify signatures. */
@Controller('internal/v1/hook-secrets')
export class InternalHookSecretsController {
  constructor(@Inject(HookSecretsService) private readonly secrets: HookSecretsService) {}

  @Post('read')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('gateway')
  @Answers(hookSecretsLeaseSchema)
  read(
    @ZodBody(readHookSecretsSchema) { tenantId, hookId }: z.infer<typeof readHookSecretsSchema>,
  ): Promise<HookSecretsLease> {
    return this.secrets.lease(tenantId, hookId);
  }

  @Delete(':hookId')
  @HttpCode(204)
  @InternalOnly('gateway')
  @AnswersNothing()
  deleteAll(
    @Param('hookId') hookId: string,
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<void> {
    return this.secrets.deleteAll(tenantId, hookId);
  }
}
