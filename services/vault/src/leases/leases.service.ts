import type { Lease, requestLeaseSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isOriginAllowed } from '../connections/allowed-origin.policy.ts';
import { UnknownConnectionError } from '../connections/connections.errors.ts';
import { secretContextOf } from '../connections/secret-context.policy.ts';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import type { LeaseMaterial } from './find-lease-material.sql.ts';
import { OriginNotAllowedError } from './leases.errors.ts';
import { LeasesRepository } from './leases.repository.ts';

/** How long the executor may go on using what it was given, within the one run. */
const LEASE_LIFETIME = Duration.parse('5m');

/** Turns a connection into ready-made authorisation. The only place where a secret leaves vault. */
@Injectable()
export class LeasesService {
  constructor(
    @Inject(LeasesRepository) private readonly leases: LeasesRepository,
    @Inject(TenantKeysService) private readonly keys: TenantKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownConnectionError, OriginNotAllowedError, KeyDestroyedError */
  async grant({ tenantId, connectionId, origin }: z.infer<typeof requestLeaseSchema>): Promise<Lease> {
    if (!isId('org', tenantId) || !isId('con', connectionId)) throw new UnknownConnectionError();
    const material = await this.leases.findMaterial(tenantId, connectionId);
    if (!material) throw new UnknownConnectionError();
    if (!isOriginAllowed(origin, material.allowedOrigins)) throw new OriginNotAllowedError(connectionId);
    const secret = await this.#openSecret(tenantId, connectionId, material);
    const pair: [string, string] = [material.parameterName, secret];
    return {
      headers: material.placement === 'header' ? [pair] : [],
      query: material.placement === 'query' ? [pair] : [],
      expiresAt: new Date(this.clock.nowMs() + LEASE_LIFETIME.milliseconds).toISOString(),
    };
  }

  async #openSecret(tenantId: string, id: string, material: LeaseMaterial): Promise<string> {
    const { keyVersion: version, keyState: state, wrappedKeySealed, secretSealed } = material;
    const key = await this.keys.open(tenantId, 'secrets', { version, state, wrappedKeySealed });
    const plain = await this.keys
      .envelopeOf(tenantId, key)
      .open(secretContextOf({ tenantId, id, ...material }), secretSealed);
    const secret = plain.toString();
    plain.fill(0);
    return secret;
  }
}
