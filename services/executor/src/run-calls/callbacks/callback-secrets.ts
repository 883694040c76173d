import { deriveTenantSecret, TenantKeys } from '@ebbflow/crypto';
import { Injectable } from '@nestjs/common';

/** Each organisation's secret for signatures under callbacks. It follows from the first version of the organisation's key, so it stays when that is rotated, and goes with it. */
@Injectable()
export class CallbackSecrets {
  constructor(private readonly keys: TenantKeys) {}

  async of(tenantId: string): Promise<Buffer> {
    return deriveTenantSecret(await this.keys.version(tenantId, 1), 'callback signature');
  }

  /** In the form receivers' libraries take. */
  async textOf(tenantId: string): Promise<string> {
    return `whsec_${(await this.of(tenantId)).toString('base64')}`;
  }
}
