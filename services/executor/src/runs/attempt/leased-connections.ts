import { type ConnectionPort, ModuleError, noCredentials } from '@ebbflow/connector-sdk';
import { leaseSchema, type Lease } from '@ebbflow/contracts';
import { ExpectedError, TransientError, type Clock } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { AttemptScope } from './attempt-scope.ts';

/** A lease is not used in its last seconds: the request must still arrive with it. */
const SAFETY_MS = 10_000;
/** Pause before a run is tried again because vault is away. */
const VAULT_AWAY_MS = 5_000;

/** Asks vault for ready-made authorisation, once per connection and origin in an attempt. The secret behind it never comes here. */
export class LeasedConnections implements ConnectionPort {
  readonly #client: Pick<ServiceClient, 'call'>;
  readonly #scope: AttemptScope;
  readonly #clock: Clock;
  readonly #leases = new Map<string, Lease>();
  // Vault keeps API keys only; the other kinds come with it.
  readonly credentials = noCredentials;

  constructor(client: Pick<ServiceClient, 'call'>, scope: AttemptScope, clock: Clock) {
    this.#client = client;
    this.#scope = scope;
    this.#clock = clock;
  }

  async authorise(connectionId: string, origin: string): Promise<Pick<Lease, 'headers' | 'query'>> {
    this.#scope.assertMayAct();
    const slot = `${connectionId} ${origin}`;
    const known = this.#leases.get(slot);
    if (known && Date.parse(known.expiresAt) - SAFETY_MS > this.#clock.nowMs()) return known;
    const lease = await this.#request(connectionId, origin);
    this.#leases.set(slot, lease);
    return lease;
  }

  async #request(connectionId: string, origin: string): Promise<Lease> {
    const { tenantId, runId } = this.#scope.run;
    try {
      return await this.#client.call('vault', 'POST', '/internal/v1/leases', {
        body: { tenantId, connectionId, runId, origin },
        schema: leaseSchema,
      });
    } catch (thrown) {
      if (thrown instanceof TransientError) this.#scope.end({ kind: 'handed-back', dueInMs: VAULT_AWAY_MS });
      this.#scope.signal.throwIfAborted();
      if (!(thrown instanceof ExpectedError)) throw thrown;
      // Gone or revoked: a person must connect again. Anything else: the scenario asks for what it may not have.
      const errorClass = thrown.status === 410 ? 'InvalidAccessTokenError' : 'InvalidConfigurationError';
      throw new ModuleError(errorClass, thrown.message, { cause: thrown });
    }
  }
}
