import {
  logStreamSecretSchema,
  ofTenantSchema,
  putLogStreamSecretSchema,
  readLogStreamSecretSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, InternalOnly, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Header, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { HookSecretsService } from './hook-secrets.service.ts';

/** What the log store authorises its streams with: kept as secrets of hooks are, under the stream's id. */
@Controller('internal/v1/log-stream-secrets')
export class InternalLogStreamSecretsController {
  constructor(@Inject(HookSecretsService) private readonly secrets: HookSecretsService) {}

  @Put()
  @HttpCode(204)
  @InternalOnly('log-store')
  @AnswersNothing()
  put(
    @ZodBody(putLogStreamSecretSchema) { tenantId, logStreamId, secret }: z.infer<typeof putLogStreamSecretSchema>,
  ): Promise<void> {
    return this.secrets.replace(tenantId, logStreamId, secret);
  }

  @Post('read')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('log-store')
  @Answers(logStreamSecretSchema)
  async read(
    @ZodBody(readLogStreamSecretSchema) { tenantId, logStreamId }: z.infer<typeof readLogStreamSecretSchema>,
  ): Promise<z.infer<typeof logStreamSecretSchema>> {
    const { secrets } = await this.secrets.lease(tenantId, logStreamId);
    return { secret: secrets[0] ?? null };
  }

  @Delete(':logStreamId')
  @HttpCode(204)
  @InternalOnly('log-store')
  @AnswersNothing()
  delete(
    @Param('logStreamId') logStreamId: string,
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<void> {
    return this.secrets.deleteAll(tenantId, logStreamId);
  }
}
