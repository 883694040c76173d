import {
  type DestroyedTenantKeys,
  destroyedTenantKeysSchema,
  readTenantKeySchema,
  rotateTenantKeysSchema,
  type TenantKeyAnswer,
  tenantKeySchema,
  type TenantKeyVersions,
  tenantKeyVersionsSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
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
  @InternalOnly('gateway', 'executor', 'log-store', 'identity', 'retention')
  async read(
    @ZodBody(readTenantKeySchema) { tenantId, version }: z.infer<typeof readTenantKeySchema>,
  ): Promise<TenantKeyAnswer> {
    const key = await this.keys.read(tenantId, 'payload', version);
    const answer = { tenantId, version: key.version, key: key.bytes.toString('base64') };
    key.bytes.fill(0);
    return answer;
  }

  @Post('rotations')
  @HttpCode(200)
  @InternalOnly('vault')
  @Answers(tenantKeyVersionsSchema)
  async rotate(
    @ZodBody(rotateTenantKeysSchema) { tenantId }: z.infer<typeof rotateTenantKeysSchema>,
  ): Promise<TenantKeyVersions> {
    return { items: await this.keys.rotate(tenantId) };
  }

  @Get(':tenantId')
  @InternalOnly('vault', 'retention')
  @Answers(tenantKeyVersionsSchema)
  async list(@Param('tenantId') tenantId: string): Promise<TenantKeyVersions> {
    return { items: await this.keys.list(tenantId) };
  }

  /** The crypto-shred of an organisation: at its end, or by whoever runs the instance. */
  @Delete(':tenantId')
  @HttpCode(200)
  @InternalOnly('vault', 'retention')
  @Answers(destroyedTenantKeysSchema)
  async destroy(@Param('tenantId') tenantId: string): Promise<DestroyedTenantKeys> {
    return { destroyed: await this.keys.destroy(tenantId) };
  }
}
