import {
  addHookSecretForSchema,
  type HookSecret,
  hookSecretListSchema,
  hookSecretSchema,
  type HookSecretsLease,
  hookSecretsLeaseSchema,
  ofTenantSchema,
  listHookSecretsForSchema,
  readHookSecretsSchema,
  removeHookSecretForSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, InternalOnly, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HookSecretsService } from './hook-secrets.service.ts';

/**
 * What the gateway asks for, to verify signatures, and in the name of people who set their hooks up: the gateway alone knows of which
 * scenario a hook is and so who may do that.
 */
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

  @Post('add')
  @InternalOnly('gateway')
  @Answers(hookSecretSchema)
  add(
    @ZodBody(addHookSecretForSchema) { principal, hookId, secret }: z.infer<typeof addHookSecretForSchema>,
  ): Promise<HookSecret> {
    return this.secrets.add(principal, hookId, secret);
  }

  @Post('list')
  @HttpCode(200)
  @InternalOnly('gateway')
  @Answers(hookSecretListSchema)
  async list(
    @ZodBody(listHookSecretsForSchema) { principal, hookId }: z.infer<typeof listHookSecretsForSchema>,
  ): Promise<z.infer<typeof hookSecretListSchema>> {
    return { items: await this.secrets.list(principal.organisationId, hookId) };
  }

  @Post('remove')
  @HttpCode(204)
  @InternalOnly('gateway')
  @AnswersNothing()
  delete(
    @ZodBody(removeHookSecretForSchema) { principal, hookId, secretId }: z.infer<typeof removeHookSecretForSchema>,
  ): Promise<void> {
    return this.secrets.delete(principal, hookId, secretId);
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
