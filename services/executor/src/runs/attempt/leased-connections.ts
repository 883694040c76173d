import {
  type ConnectionPort,
  type CredentialKind,
  type CredentialsByKind,
  noCredentials,
} from '@ebbflow/connector-sdk';
import { type Lease, leasedCredentialsSchema, leaseSchema } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { z } from 'zod';
import { askVault } from './ask-vault.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { isKeychainId, LeasedKeys } from './leased-keys.ts';

/** A lease is not used in its last seconds: the request must still arrive with it. */
const SAFETY_MS = 10_000;
/**
 * Asks vault for what a run may use of its connections: ready-made authorisation, once per connection and origin in an attempt, whose
 * secret never comes here; and accounts, for protocols whose client must know the secret, each time and kept by nobody.
 */
export class LeasedConnections implements ConnectionPort {
  readonly #client: Pick<ServiceClient, 'call'>;
  readonly #scope: AttemptScope;
  readonly #clock: Clock;
  readonly #leases = new Map<string, Lease>();
  readonly #keys: LeasedKeys;

  constructor(client: Pick<ServiceClient, 'call'>, scope: AttemptScope, clock: Clock) {
    this.#client = client;
    this.#scope = scope;
    this.#clock = clock;
    this.#keys = new LeasedKeys(client, scope, clock);
  }

  async authorise(connectionId: string, origin: string): Promise<Pick<Lease, 'headers' | 'query'>> {
    if (isKeychainId(connectionId)) return this.#keys.authorise(connectionId, origin);
    this.#scope.assertMayAct();
    const slot = `${connectionId} ${origin}`;
    const known = this.#leases.get(slot);
    if (known && Date.parse(known.expiresAt) - SAFETY_MS > this.#clock.nowMs()) return known;
    const lease = await this.#ask('/internal/v1/leases', leaseSchema, { connectionId, origin });
    this.#leases.set(slot, lease);
    return lease;
  }

  async credentials<K extends CredentialKind>(connectionId: string, kind: K): Promise<CredentialsByKind[K]> {
    if (isKeychainId(connectionId)) return this.#keys.credentials(connectionId, kind);
    // These are keys of the keychain only.
    if (kind === 'clientCertificate' || kind === 'aes') return noCredentials(connectionId, kind);
    this.#scope.assertMayAct();
    const { credentials } = await this.#ask('/internal/v1/leases/credentials', leasedCredentialsSchema, {
      connectionId,
      kind,
    });
    // The schema ties each kind to its members, and vault answers with the kind it was asked for.
    return credentials as unknown as CredentialsByKind[K];
  }

  async #ask<Schema extends z.ZodType>(path: string, schema: Schema, asked: object): Promise<z.infer<Schema>> {
    const { tenantId, runId, scenarioId, teamId } = this.#scope.run;
    const body = { tenantId, runId, scenarioId, teamId, ...asked };
    return askVault(this.#client, this.#scope, { path, body, schema });
  }
}
