import { Settings } from '@ebbflow/config';
import {
  type Principal,
  type ServiceName,
  signedInSchema,
  type bootstrappedOrganisationSchema,
} from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { InMemoryTransport } from '@ebbflow/messaging';
import {
  generateServiceKeys,
  type RunningService,
  ServiceKeysConfig,
  ServiceTokens,
  startService,
} from '@ebbflow/service-host';
import { TemplateDatabase, VaultFake } from '@ebbflow/testing';
import type { z } from 'zod';
import { identityService } from '../../src/index.ts';

export const PASSWORD = 'seven quiet tides';
const keys = generateServiceKeys();

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Identity on a real database, and calls to it as another service would make them. */
export class StartedIdentity {
  readonly clock = new ManualClock();
  readonly service: RunningService;

  private constructor(
    service: RunningService,
    clock: ManualClock,
    readonly vault: VaultFake,
  ) {
    this.service = service;
    this.clock = clock;
  }

  static async start(database: TemplateDatabase, more: Record<string, string> = {}): Promise<StartedIdentity> {
    const clock = new ManualClock();
    const vault = new VaultFake();
    await vault.start();
    const settings = new Settings({
      ...settingsOf('identity'),
      ...database.environment,
      EBB_IDENTITY_PASSWORD_ITERATIONS: '200000',
      EBB_URL_VAULT: vault.url,
      ...more,
    });
    return new StartedIdentity(
      await startService(identityService, { settings, transport: new InMemoryTransport(), clock }),
      clock,
      vault,
    );
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.vault.stop();
  }

  async call(
    method: string,
    path: string,
    body?: object,
    as: { service?: ServiceName; principal?: Principal; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await this.#fetch(method, path, body, as);
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      headers: response.headers,
    };
  }

  /** What is not one JSON document, as it came. */
  async callForText(method: string, path: string, body: object, as: { service: ServiceName }): Promise<string> {
    return (await this.#fetch(method, path, body, as)).text();
  }

  async #fetch(
    method: string,
    path: string,
    body: object | undefined,
    as: { service?: ServiceName; principal?: Principal; headers?: Record<string, string> },
  ): Promise<Response> {
    const name = as.service ?? 'console';
    const tokens = new ServiceTokens(new ServiceKeysConfig(new Settings(settingsOf(name))), name, this.clock);
    return fetch(`${this.service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokens.mint('identity', as.principal)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...as.headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  async bootstrap(name = 'Sample'): Promise<z.infer<typeof bootstrappedOrganisationSchema>> {
    const { body } = await this.call('POST', '/internal/v1/organisations', { name });
    return body as z.infer<typeof bootstrappedOrganisationSchema>;
  }

  redeem(token: string, email: string, password = PASSWORD): Promise<Answer> {
    return this.call('POST', '/internal/v1/setup-links/redeem', { token, email, password });
  }

  /** An organisation with an owner who is signed in. */
  async anOwner(email: string, name: string): Promise<{ organisationId: string; sessionToken: string }> {
    const { organisationId, setupToken } = await this.bootstrap(name);
    const { sessionToken } = signedInSchema.parse((await this.redeem(setupToken ?? '', email)).body);
    return { organisationId, sessionToken };
  }

  signIn(email: string, password: string, clientIp = '192.0.2.1'): Promise<Answer> {
    return this.call('POST', '/internal/v1/sessions', { email, password, clientIp });
  }

  resolve(token: { sessionToken: string; isPassive?: boolean } | { apiToken: string }): Promise<Answer> {
    return this.call('POST', '/internal/v1/principals/resolve', token);
  }
}

/** A database and identity on it for this test file; the service stops before the database is dropped. */
export function identityForFile(): { readonly database: TemplateDatabase; readonly identity: StartedIdentity } {
  const database = new TemplateDatabase([identityService]);
  let identity: StartedIdentity | undefined;
  beforeAll(async () => {
    await database.create();
    identity = await StartedIdentity.start(database);
  }, 60_000);
  afterAll(async () => {
    await identity?.stop();
    await database.drop();
  }, 30_000);
  return {
    database,
    get identity() {
      if (identity === undefined) throw new Error('Identity is there from beforeAll on.');
      return identity;
    },
  };
}

function settingsOf(name: ServiceName): Record<string, string> {
  return {
    EBB_SERVICE_PORT: '0',
    EBB_SERVICE_KEY: keys.privateKeys[name],
    EBB_SERVICE_JWKS: keys.jwks,
    EBB_LOG_LEVEL: 'silent',
    EBB_HTTP_CHECK_ANSWERS: 'true',
  };
}
