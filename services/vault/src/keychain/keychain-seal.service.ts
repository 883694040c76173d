import { type KeychainSecret, keychainSecretSchema } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import type { KeyLeaseMaterial } from './find-key-lease-material.sql.ts';
import { KeyWithoutSecretError } from './keychain.errors.ts';
import { type KeychainBinding, keychainContextOf } from './keychain-context.policy.ts';

/** Seals secrets under the tenant's `secrets` key, and opens them. */
@Injectable()
export class KeychainSeal {
  constructor(@Inject(TenantKeysService) private readonly keys: TenantKeysService) {}

  /** @throws KeyDestroyedError */
  async seal(
    binding: KeychainBinding,
    secret: KeychainSecret,
  ): Promise<{ readonly secretSealed: Buffer; readonly keyVersion: number }> {
    const key = await this.keys.read(binding.tenantId, 'secrets');
    const { version: keyVersion } = key;
    const plain = Buffer.from(JSON.stringify(secret));
    const secretSealed = await this.keys.envelopeOf(binding.tenantId, key).seal(keychainContextOf(binding), plain);
    plain.fill(0);
    return { secretSealed, keyVersion };
  }

  /** @throws KeyWithoutSecretError, KeyDestroyedError; CannotOpenError when the row was moved or changed */
  async open(tenantId: string, id: string, material: KeyLeaseMaterial): Promise<KeychainSecret> {
    const { keyVersion: version, keyState: state, wrappedKeySealed, secretSealed } = material;
    if (secretSealed === null || version === null || state === null) throw new KeyWithoutSecretError(id);
    const key = await this.keys.open(tenantId, 'secrets', { version, state, wrappedKeySealed });
    const context = keychainContextOf({ tenantId, id, ...material });
    const plain = await this.keys.envelopeOf(tenantId, key).open(context, secretSealed);
    const secret = keychainSecretSchema.parse(JSON.parse(plain.toString()));
    plain.fill(0);
    return secret;
  }
}
