import { randomBytes } from 'node:crypto';
import { type KeyPurpose, keyPurposeSchema, type TenantKeyVersion } from '@ebbflow/contracts';
import { generationOf, RawAesKeyWrapper, SecretEnvelope } from '@ebbflow/crypto/secrets';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { errorCodeOf } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RootKeysService } from '../root-key/root-keys.service.ts';
import { WrappingKeysService } from '../root-key/wrapping-keys.service.ts';
import type { StoredTenantKey } from './find-tenant-key.sql.ts';
import { BadTenantError, KeyDestroyedError, KeyVanishedError, UnknownKeyVersionError } from './keys.errors.ts';
import { tenantKeyContextOf } from './tenant-key-context.policy.ts';
import { type NewTenantKey, TenantKeysRepository } from './tenant-keys.repository.ts';

/** A tenant's key, opened. Overwrite `bytes` (`fill(0)`) when done. */
export interface OpenTenantKey {
  readonly version: number;
  readonly bytes: Buffer;
}

const KEY_BYTES = 32;
const FIRST_VERSION = 1;
const FOREIGN_KEY_VIOLATION = '23503';

/** Makes tenants' keys on first use, opens them, adds versions and destroys them. No tenant's key is cached: a destroyed one is gone at once here. */
@Injectable()
export class TenantKeysService {
  constructor(
    @Inject(RootKeysService) private readonly roots: RootKeysService,
    @Inject(WrappingKeysService) private readonly wrapping: WrappingKeysService,
    @Inject(TenantKeysRepository) private readonly keys: TenantKeysRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The key of `version`, or the current one, which is made now if there was none.
   * @throws KeyDestroyedError, UnknownKeyVersionError, BadTenantError
   */
  async read(tenantId: string, purpose: KeyPurpose, version?: number): Promise<OpenTenantKey> {
    checkTenant(tenantId);
    const stored = await this.keys.find(tenantId, purpose, version);
    if (stored) return this.open(tenantId, purpose, stored);
    if (version !== undefined) throw new UnknownKeyVersionError();
    return this.#create(tenantId, purpose);
  }

  /** @throws KeyDestroyedError; CannotOpenError when the row was moved, changed or wrapped under a key we do not have. */
  async open(tenantId: string, purpose: KeyPurpose, stored: StoredTenantKey): Promise<OpenTenantKey> {
    const { version, state, wrappedKeySealed } = stored;
    if (state === 'destroyed' || wrappedKeySealed === null) throw new KeyDestroyedError(tenantId);
    const context = tenantKeyContextOf(tenantId, purpose, version);
    const generation = generationOf(wrappedKeySealed);
    // From before there were wrapping keys, until the first rotation.
    if (generation === undefined) return { version, bytes: await this.roots.open(context, wrappedKeySealed) };
    return { version, bytes: (await this.wrapping.of(generation)).unwrap(context, wrappedKeySealed) };
  }

  /** The envelope for what is sealed under a tenant's `secrets` key. Takes the key over and overwrites it. */
  envelopeOf(tenantId: string, key: OpenTenantKey): SecretEnvelope {
    return new SecretEnvelope(this.wrapperOf(tenantId, key));
  }

  /** As `envelopeOf`, for re-sealing. */
  wrapperOf(tenantId: string, key: OpenTenantKey): RawAesKeyWrapper {
    const wrapper = new RawAesKeyWrapper(`${tenantId}/secrets/${String(key.version)}`, key.bytes);
    key.bytes.fill(0);
    return wrapper;
  }

  /** Every version there is or was. @throws BadTenantError */
  async list(tenantId: string): Promise<TenantKeyVersion[]> {
    checkTenant(tenantId);
    const rows = await this.keys.list(tenantId);
    return rows.map(({ purpose, version, state, createdAt, destroyedAt }) => ({
      purpose,
      version,
      state,
      createdAt: createdAt.toISOString(),
      destroyedAt: destroyedAt?.toISOString() ?? null,
    }));
  }

  /** A younger version for each purpose that has a key. What the older ones sealed stays readable. @throws BadTenantError, KeyDestroyedError */
  async rotate(tenantId: string): Promise<TenantKeyVersion[]> {
    checkTenant(tenantId);
    for (const purpose of keyPurposeSchema.options) {
      const youngest = await this.keys.find(tenantId, purpose);
      if (youngest === undefined) continue;
      if (youngest.state === 'destroyed') throw new KeyDestroyedError(tenantId);
      // Not added: somebody else did it at this moment, or destroyed them all; either is what the list then says.
      await this.#withNewKey(tenantId, purpose, youngest.version + 1, (key) => this.keys.add(tenantId, key));
    }
    return this.list(tenantId);
  }

  /** The crypto-shred: what any of the tenant's keys sealed is gone, and none is made again. Idempotent. @throws BadTenantError */
  async destroy(tenantId: string): Promise<number> {
    checkTenant(tenantId);
    return this.keys.destroy(tenantId, this.clock.now());
  }

  async #create(tenantId: string, purpose: KeyPurpose): Promise<OpenTenantKey> {
    const stored = await this.#withNewKey(tenantId, purpose, FIRST_VERSION, (key) =>
      this.keys.insertOrFind(tenantId, key),
    );
    if (!stored) throw new KeyVanishedError();
    return this.open(tenantId, purpose, stored);
  }

  async #withNewKey<Result>(
    tenantId: string,
    purpose: KeyPurpose,
    version: number,
    store: (key: NewTenantKey) => Promise<Result>,
  ): Promise<Result> {
    const bytes = randomBytes(KEY_BYTES);
    const context = tenantKeyContextOf(tenantId, purpose, version);
    const createdAt = this.clock.now();
    const wrapped = ({
      key,
      rootKeyFingerprint,
    }: Awaited<ReturnType<WrappingKeysService['current']>>): NewTenantKey => ({
      purpose,
      version,
      wrappedKeySealed: key.wrap(context, bytes),
      wrappingGeneration: key.generation,
      rootKeyFingerprint,
      createdAt,
    });
    try {
      return await store(wrapped(await this.wrapping.current()));
    } catch (thrown) {
      // A rotation has ended since this replica last looked, and the wrapping key it knew is gone.
      if (errorCodeOf(thrown) !== FOREIGN_KEY_VIOLATION) throw thrown;
      return await store(wrapped(await this.wrapping.load()));
    } finally {
      bytes.fill(0);
    }
  }
}

function checkTenant(tenantId: string): void {
  if (!isId('org', tenantId)) throw new BadTenantError();
}
