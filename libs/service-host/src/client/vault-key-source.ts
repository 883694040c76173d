import { tenantKeySchema, type TenantKeyAnswer } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceClient } from './service-client.ts';

/** Payload keys, asked of vault: the source behind the TenantKeys of libs/crypto in every service that may open payloads. */
@Injectable()
export class VaultKeySource {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /**
   * @param version omitted means the current one
   * @throws ExpectedError VAULT.KEY_DESTROYED (410) after a crypto-shred; TransientError while vault is away
   */
  read(tenantId: string, version?: number): Promise<TenantKeyAnswer> {
    return this.client.call('vault', 'POST', '/internal/v1/tenant-keys/read', {
      body: { tenantId, ...(version === undefined ? {} : { version }) },
      schema: tenantKeySchema,
    });
  }
}
