import type { KeychainKey, KeychainSecret, KeyLeasePurpose } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import type { Asked, TestHouse } from '@ebbflow/testing';

const OF_RUN = {
  runId: 'run_0193f5a0c0de7000800000000000a001',
  scenarioId: 'scn_0193f5a0c0de7000800000000000a002',
  teamId: null as string | null,
};

/** Every value that must never come out begins with this. */
export const CANARY = 'canary-of-a-key';
export const ORIGIN = 'https://api.example.com';

export const login: KeychainSecret = { kind: 'basic-auth', user: `${CANARY}-user`, password: `${CANARY}-password` };
export const token: KeychainSecret = {
  kind: 'api-key',
  placement: 'header',
  parameterName: 'X-Api-Key',
  value: `${CANARY}-value`,
};
export const aes: KeychainSecret = { kind: 'aes', key: Buffer.from(`${CANARY}!`).toString('hex'), encoding: 'hex' };

export interface AskedOfKeys {
  readonly body?: unknown;
  readonly revision?: number;
  readonly scopes?: readonly string[];
}

/** Asks vault for keys as a person, and for leases as the executor. */
export class KeychainCaller {
  readonly #house: TestHouse;
  readonly #vault: () => RunningService;

  constructor(house: TestHouse, vault: () => RunningService) {
    this.#house = house;
    this.#vault = vault;
  }

  person(
    organisationId: string,
    method: string,
    path: string,
    { body, revision, scopes = ['*'] }: AskedOfKeys = {},
  ): Promise<Asked> {
    return this.#house.ask(this.#vault(), method, `/v1/keys${path}`, {
      as: 'console',
      principal: { organisationId, userId: null, scopes: [...scopes], kind: 'user' },
      ...(body === undefined ? {} : { body }),
      ...(revision === undefined ? {} : { headers: { 'if-match': `"${String(revision)}"` } }),
    });
  }

  create(organisationId: string, secret: object, allowedOrigins?: readonly string[]): Promise<Asked> {
    const isSent = 'kind' in secret && (secret.kind === 'basic-auth' || secret.kind === 'api-key');
    const origins = allowedOrigins ?? (isSent ? [ORIGIN] : []);
    return this.person(organisationId, 'POST', '', { body: { name: 'Mine', secret, allowedOrigins: origins } });
  }

  async created(organisationId: string, secret: object): Promise<KeychainKey> {
    const { status, body } = await this.create(organisationId, secret);
    if (status !== 201) throw new Error(`The key was answered with ${String(status)}: ${JSON.stringify(body)}`);
    return body as KeychainKey;
  }

  lease(tenantId: string, keyId: string, purpose: KeyLeasePurpose, origin = ORIGIN): Promise<Asked> {
    const more = purpose === 'authorisation' ? { origin } : {};
    const body = { ...OF_RUN, tenantId, keyId, purpose, ...more };
    return this.#house.ask(this.#vault(), 'POST', '/internal/v1/key-leases', { as: 'executor', body });
  }
}
