import {
  type ConnectionPort,
  type CredentialKind,
  type CredentialsByKind,
  noCredentials,
} from '@ebbflow/connector-sdk';
import { leaseSchema, type Lease } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import { askVault } from './ask-vault.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { isKeychainId, LeasedKeys } from './leased-keys.ts';

/** A lease is not used in its last seconds: the request must still arrive with it. */
const SAFETY_MS = 10_000;
/** Asks vault for ready-made authorisation, once per connection and origin in an attempt. The secret behind it never comes here. */
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
    const lease = await this.#request(connectionId, origin);
    this.#leases.set(slot, lease);
    return lease;
  }

  // Vault keeps API keys only; the other kinds come with it.
  credentials<K extends CredentialKind>(connectionId: string, kind: K): Promise<CredentialsByKind[K]> {
    return isKeychainId(connectionId) ? this.#keys.credentials(connectionId, kind) : noCredentials(connectionId, kind);
  }

  async #request(connectionId: string, origin: string): Promise<Lease> {
    const { tenantId, runId } = this.#scope.run;
    const body = { tenantId, connectionId, runId, origin };
    return askVault(this.#client, this.#scope, { path: '/internal/v1/leases', body, schema: leaseSchema });
  }
}
