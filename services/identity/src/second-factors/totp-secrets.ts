import { openPayload, sealPayload, type SealContext, TenantKeys } from '@ebbflow/crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '../users/person.policy.ts';

/** Secrets of authenticator apps as they are stored: under the tenant's key, which is vault's and goes with the tenant. */
@Injectable()
export class TotpSecrets {
  constructor(@Inject(TenantKeys) private readonly keys: TenantKeys) {}

  async seal(person: Person, secret: Uint8Array): Promise<{ bytes: Buffer; keyVersion: number }> {
    const key = await this.keys.current(person.tenantId);
    return { bytes: sealPayload(key, contextOf(person), secret), keyVersion: key.version };
  }

  async open(person: Person, sealed: { secret_sealed: Buffer; key_version: number }): Promise<Buffer> {
    const key = await this.keys.version(person.tenantId, sealed.key_version);
    return openPayload(key, contextOf(person), sealed.secret_sealed);
  }
}

function contextOf({ tenantId, userId }: Person): SealContext {
  return { tenant: tenantId, object: userId, field: 'totp.secret', version: 1 };
}
