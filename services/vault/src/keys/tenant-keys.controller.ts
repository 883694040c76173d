import { readTenantKeySchema, type TenantKeyAnswer, tenantKeySchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { TenantKeysService } from './tenant-keys.service.ts';

@Controller('internal/v1/tenant-keys')
export class TenantKeysController {
  constructor(@Inject(TenantKeysService) private readonly keys: TenantKeysService) {}

  /** Payload keys only: the purpose is not the caller's to choose, so no route hands out a `secrets` key. */
  @Post('read')
  @Answers(tenantKeySchema)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('gateway', 'executor', 'log-store')
  async read(
    @ZodBody(readTenantKeySchema) { tenantId, version }: z.infer<typeof readTenantKeySchema>,
  ): Promise<TenantKeyAnswer> {
    const key = await this.keys.read(tenantId, 'payload', version);
    const answer = { tenantId, version: key.version, key: key.bytes.toString('base64') };
    key.bytes.fill(0);
    return answer;
  }
}
