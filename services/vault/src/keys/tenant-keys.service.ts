import { randomBytes } from 'node:crypto';
import type { KeyPurpose } from '@ebbflow/contracts';
import { RawAesKeyWrapper, SecretEnvelope } from '@ebbflow/crypto/secrets';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { VaultConfig } from '../vault.config.ts';
import type { StoredTenantKey } from './find-tenant-key.sql.ts';
import { BadTenantError, KeyDestroyedError, KeyVanishedError, UnknownKeyVersionError } from './keys.errors.ts';
import { TenantKeysRepository } from './tenant-keys.repository.ts';

/** A tenant's key, opened. Overwrite `bytes` (`fill(0)`) when done. */
export interface OpenTenantKey {
  readonly version: number;
  readonly bytes: Buffer;
}

const KEY_BYTES = 32;
const FIRST_VERSION = 1;

/** Makes tenants' keys on first use and opens them under the root key. Nothing is cached: a destroyed key is gone at once here. */
@Injectable()
export class TenantKeysService {
  readonly #envelope: SecretEnvelope;

  constructor(
    @Inject(VaultConfig) private readonly config: VaultConfig,
    @Inject(TenantKeysRepository) private readonly keys: TenantKeysRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#envelope = new SecretEnvelope(config.rootKey.wrapper());
  }

  /**
   * The key of `version`, or the current one, which is made now if there was none.
   * @throws KeyDestroyedError, UnknownKeyVersionError, BadTenantError
   */
  async read(tenantId: string, purpose: KeyPurpose, version?: number): Promise<OpenTenantKey> {
    if (!isId('org', tenantId)) throw new BadTenantError();
    const stored = await this.keys.find(tenantId, purpose, version);
    if (stored) return this.open(tenantId, purpose, stored);
    if (version !== undefined) throw new UnknownKeyVersionError();
    return this.#create(tenantId, purpose);
  }

  /** @throws KeyDestroyedError; CannotOpenError when the row was moved, changed or wrapped under another root key. */
  async open(tenantId: string, purpose: KeyPurpose, stored: StoredTenantKey): Promise<OpenTenantKey> {
    const { version, state, wrappedKeySealed } = stored;
    if (state === 'destroyed' || wrappedKeySealed === null) throw new KeyDestroyedError(tenantId);
    const bytes = await this.#envelope.open(contextOf(tenantId, purpose, version), wrappedKeySealed);
    return { version, bytes };
  }

  /** The envelope for what is sealed under a tenant's `secrets` key. Takes the key over and overwrites it. */
  envelopeOf(tenantId: string, key: OpenTenantKey): SecretEnvelope {
    const wrapper = new RawAesKeyWrapper(`${tenantId}/secrets/${String(key.version)}`, key.bytes);
    key.bytes.fill(0);
    return new SecretEnvelope(wrapper);
  }

  async #create(tenantId: string, purpose: KeyPurpose): Promise<OpenTenantKey> {
    const bytes = randomBytes(KEY_BYTES);
    const wrappedKeySealed = await this.#envelope.seal(contextOf(tenantId, purpose, FIRST_VERSION), bytes);
    bytes.fill(0);
    const stored = await this.keys.insertOrFind(tenantId, {
      purpose,
      version: FIRST_VERSION,
      wrappedKeySealed,
      rootKeyFingerprint: this.config.rootKey.fingerprint,
      createdAt: this.clock.now(),
    });
    if (!stored) throw new KeyVanishedError();
    return this.open(tenantId, purpose, stored);
  }
}

function contextOf(tenantId: string, purpose: KeyPurpose, version: number) {
  return { tenant: tenantId, object: purpose, field: 'tenant_key.wrapped_key', version };
}
