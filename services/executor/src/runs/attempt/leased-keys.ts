import { type ConnectionPort, type CredentialKind, type CredentialsByKind, ModuleError } from '@ebbflow/connector-sdk';
import { type KeyLease, keyLeaseSchema, type KeyLeasePurpose } from '@ebbflow/contracts';
import { type Clock, DefectError, isId } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import { askVault } from './ask-vault.ts';
import type { AttemptScope } from './attempt-scope.ts';

type LeaseFor<P extends KeyLeasePurpose> = Extract<KeyLease, { purpose: P }>;

/** A lease is not used in its last seconds: the request must still arrive with it. */
const SAFETY_MS = 10_000;

/** Whether an id stands for a key of the keychain and not for a connection. */
export function isKeychainId(id: string): boolean {
  return isId('kch', id);
}

/**
 * Asks vault for what a run may use of keys of the keychain: ready-made authorisation, once per key and origin in an attempt; key
 * material each time, kept by nobody.
 */
export class LeasedKeys implements ConnectionPort {
  readonly #client: Pick<ServiceClient, 'call'>;
  readonly #scope: AttemptScope;
  readonly #clock: Clock;
  readonly #leases = new Map<string, LeaseFor<'authorisation'>>();

  constructor(client: Pick<ServiceClient, 'call'>, scope: AttemptScope, clock: Clock) {
    this.#client = client;
    this.#scope = scope;
    this.#clock = clock;
  }

  async authorise(keyId: string, origin: string): Promise<Pick<LeaseFor<'authorisation'>, 'headers' | 'query'>> {
    this.#scope.assertMayAct();
    const slot = `${keyId} ${origin}`;
    const known = this.#leases.get(slot);
    if (known && Date.parse(known.expiresAt) - SAFETY_MS > this.#clock.nowMs()) return known;
    const lease = await this.#lease(keyId, 'authorisation', { origin });
    this.#leases.set(slot, lease);
    return lease;
  }

  async credentials<K extends CredentialKind>(keyId: string, kind: K): Promise<CredentialsByKind[K]>;
  async credentials(keyId: string, kind: CredentialKind): Promise<CredentialsByKind[CredentialKind]> {
    if (kind === 'aes') return { key: Buffer.from((await this.#lease(keyId, kind)).key, 'base64') };
    if (kind === 'clientCertificate') {
      const { certificate, privateKey, passphrase } = await this.#lease(keyId, kind);
      return { certificate, privateKey, ...(passphrase === undefined ? {} : { passphrase }) };
    }
    throw new ModuleError('InvalidConfigurationError', 'A key is no account; choose a connection for this module.');
  }

  async #lease<P extends KeyLeasePurpose>(keyId: string, purpose: P, more: object = {}): Promise<LeaseFor<P>> {
    const { tenantId, runId, scenarioId, teamId } = this.#scope.run;
    const body = { tenantId, keyId, runId, scenarioId, teamId, purpose, ...more };
    const question = { path: '/internal/v1/key-leases', body, schema: keyLeaseSchema };
    const lease = await askVault(this.#client, this.#scope, question);
    // Vault answers with the purpose it was asked for; another one is a defect and no lease.
    if (lease.purpose !== purpose)
      throw new DefectError('EXECUTOR.LEASE_MIXED_UP', 'Vault lent a key for another purpose.');
    return lease as LeaseFor<P>;
  }
}
