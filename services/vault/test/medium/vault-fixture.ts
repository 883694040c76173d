import { randomBytes } from 'node:crypto';
import type { Principal } from '@ebbflow/contracts';
import type { Addressed, Asked, TestHouse } from '@ebbflow/testing';

export const aRootKey = (): string => randomBytes(32).toString('base64');

const principalOf = (organisationId: string, ...scopes: string[]): Principal => ({
  organisationId,
  userId: null,
  scopes: scopes.length > 0 ? scopes : ['*'],
  kind: 'user',
});

/** A scenario's run, as the executor says it of itself. */
export const OF_RUN = {
  runId: 'run_0193f5a0c0de7000800000000000a001',
  scenarioId: 'scn_0193f5a0c0de7000800000000000a002',
  teamId: null,
};

export const apiKey = {
  name: 'Weather',
  kind: 'api-key',
  settings: { placement: 'header', parameterName: 'X-Api-Key' },
  secret: { key: 'canary-secret-of-a-connection' },
  allowedOrigins: ['https://api.example.com'],
};

/** Asks vault as the person or the service each route is for. */
export class VaultCaller {
  constructor(
    private readonly house: TestHouse,
    private readonly vault: Addressed,
  ) {}

  readKey(tenantId: string, version?: number, as: 'gateway' | 'executor' | 'log-store' = 'gateway'): Promise<Asked> {
    const body = version === undefined ? { tenantId } : { tenantId, version };
    return this.house.ask(this.vault, 'POST', '/internal/v1/tenant-keys/read', { as, body });
  }

  create(organisationId: string, more: object = {}, ...scopes: string[]): Promise<Asked> {
    return this.person(organisationId, 'POST', '/v1/connections', { body: { ...apiKey, ...more }, scopes });
  }

  async created(organisationId: string, more: object = {}): Promise<string> {
    const { body } = await this.create(organisationId, more);
    return (body as { id: string }).id;
  }

  person(
    organisationId: string,
    method: string,
    path: string,
    { body, scopes = [] }: { body?: unknown; scopes?: string[] } = {},
  ): Promise<Asked> {
    return this.house.ask(this.vault, method, path, {
      as: 'console',
      principal: principalOf(organisationId, ...scopes),
      ...(body === undefined ? {} : { body }),
    });
  }

  lease(tenantId: string, connectionId: string, origin = 'https://api.example.com'): Promise<Asked> {
    const body = { ...OF_RUN, tenantId, connectionId, origin };
    return this.house.ask(this.vault, 'POST', '/internal/v1/leases', { as: 'executor', body });
  }

  /** As the gateway hands it on for a person. */
  addHookSecret(organisationId: string, hookId: string, secret: string): Promise<Asked> {
    const body = { principal: principalOf(organisationId), hookId, secret };
    return this.house.ask(this.vault, 'POST', '/internal/v1/hook-secrets/add', { as: 'gateway', body });
  }

  credentials(tenantId: string, connectionId: string, kind: string): Promise<Asked> {
    const body = { ...OF_RUN, tenantId, connectionId, kind };
    return this.house.ask(this.vault, 'POST', '/internal/v1/leases/credentials', { as: 'executor', body });
  }
}

export const codeOf = ({ body }: Asked): unknown => (body as { code?: unknown } | undefined)?.code;
