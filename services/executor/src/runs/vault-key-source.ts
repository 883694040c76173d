import { tenantKeySchema, type TenantKeyAnswer } from '@ebbflow/contracts';
import type { TenantKeySource } from '@ebbflow/crypto';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';

/** Payload keys, asked of vault. */
@Injectable()
export class VaultKeySource implements TenantKeySource {
  constructor(private readonly client: ServiceClient) {}

  read(tenantId: string, version?: number): Promise<TenantKeyAnswer> {
    return this.client.call('vault', 'POST', '/internal/v1/tenant-keys/read', {
      body: { tenantId, ...(version === undefined ? {} : { version }) },
      schema: tenantKeySchema,
    });
  }
}
