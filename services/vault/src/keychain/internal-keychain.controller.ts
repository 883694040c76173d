import {
  askKeychainKeysSchema,
  existingKeychainKeysSchema,
  type KeyLease,
  keyLeaseSchema,
  requestKeyLeaseSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { KeychainService } from './keychain.service.ts';
import { KeyLeasesService } from './key-leases.service.ts';

/** What the executor asks: whether keys are there before a scenario becomes active, and for what they hold in its runs. */
@Controller('internal/v1')
export class InternalKeychainController {
  constructor(
    @Inject(KeychainService) private readonly keychain: KeychainService,
    @Inject(KeyLeasesService) private readonly leases: KeyLeasesService,
  ) {}

  @Post('keys/exist')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(existingKeychainKeysSchema)
  async existing(
    @ZodBody(askKeychainKeysSchema) { tenantId, ids, teamId = null }: z.infer<typeof askKeychainKeysSchema>,
  ): Promise<z.infer<typeof existingKeychainKeysSchema>> {
    return { existing: await this.keychain.usable(tenantId, ids, teamId) };
  }

  @Post('key-leases')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('executor')
  @Answers(keyLeaseSchema)
  grant(@ZodBody(requestKeyLeaseSchema) request: z.infer<typeof requestKeyLeaseSchema>): Promise<KeyLease> {
    return this.leases.grant(request);
  }
}
