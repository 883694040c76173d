import type { KeychainKind, KeyLease, KeyLeasePurpose, requestKeyLeaseSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isOriginAllowed } from '../connections/allowed-origin.policy.ts';
import { OriginNotAllowedError } from '../leases/leases.errors.ts';
import { KeyLeasesRepository } from './key-leases.repository.ts';
import { KeyUses } from './key-uses.repository.ts';
import { KeyOfAnotherKindError, UnknownKeychainKeyError } from './keychain.errors.ts';
import { KeychainSeal } from './keychain-seal.service.ts';
import { leaseOf } from './lease-of.ts';

/** How long the executor may go on using what it was given, within the one run. */
const LEASE_LIFETIME = Duration.parse('5m');

const PURPOSE: Readonly<Record<KeychainKind, KeyLeasePurpose>> = {
  'basic-auth': 'authorisation',
  'api-key': 'authorisation',
  certificate: 'clientCertificate',
  aes: 'aes',
  pgp: 'pgp',
  ssh: 'ssh',
};

/** Hands a run what it needs of one key. Kind and origin are judged before anything is opened. */
@Injectable()
export class KeyLeasesService {
  constructor(
    @Inject(KeyLeasesRepository) private readonly leases: KeyLeasesRepository,
    @Inject(KeychainSeal) private readonly seal: KeychainSeal,
    @Inject(KeyUses) private readonly uses: KeyUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownKeychainKeyError, KeyOfAnotherKindError, OriginNotAllowedError, KeyWithoutSecretError, KeyDestroyedError */
  async grant(request: z.infer<typeof requestKeyLeaseSchema>): Promise<KeyLease> {
    const { tenantId, keyId, purpose, scenarioId, teamId } = request;
    if (!isId('org', tenantId) || !isId('kch', keyId)) throw new UnknownKeychainKeyError();
    const material = await this.leases.findMaterial(tenantId, keyId);
    if (!material) throw new UnknownKeychainKeyError();
    // Asked at each lease and not only when a scenario is activated: drafts run once too, and scenarios and keys move.
    const isElsewhere = teamId !== null && material.teamId !== null && teamId !== material.teamId;
    if (isElsewhere) throw new UnknownKeychainKeyError();
    if (PURPOSE[material.kind] !== purpose) throw new KeyOfAnotherKindError(keyId, purpose);
    if (request.purpose === 'authorisation' && !isOriginAllowed(request.origin, material.allowedOrigins)) {
      throw new OriginNotAllowedError(keyId);
    }
    const secret = await this.seal.open(tenantId, keyId, material);
    await this.leases.touch(tenantId, keyId, this.clock.now());
    await this.uses.note(tenantId, keyId, scenarioId);
    const expiresAt = new Date(this.clock.nowMs() + LEASE_LIFETIME.milliseconds).toISOString();
    return leaseOf(secret, expiresAt);
  }
}
