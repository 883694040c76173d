import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { type Principal, type ServiceName, TOPOLOGY } from '@ebbflow/contracts';
import { newId, systemClock, type Clock, type OrganisationId } from '@ebbflow/kernel';
import { InMemoryTransport } from '@ebbflow/messaging';
import {
  generateServiceKeys,
  ServiceKeysConfig,
  ServiceTokens,
  startService,
  type RunningService,
  type ServiceDefinition,
} from '@ebbflow/service-host';
import { TemplateDatabase, type TemplateSchema } from '../database/template-database.ts';
import { VaultFake } from './vault.fake.ts';

const AUDIT_TOPICS = Object.values(TOPOLOGY)
  .flatMap(({ publishes }) => publishes)
  .filter((topic) => topic.endsWith('.audit'));

export interface Asking {
  /** Which service's token is sent; none when left out. */
  readonly as?: ServiceName;
  readonly principal?: Principal;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service that can be asked, wherever it runs. */
export type Addressed = Pick<RunningService, 'name' | 'url'>;

export interface Asked {
  readonly status: number;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** Real services on free ports over one test database and one in-memory transport, with a fake vault and keys of their own. */
export class TestHouse {
  readonly database: TemplateDatabase;
  readonly vault = new VaultFake();
  readonly transport = new InMemoryTransport();
  readonly #keys = generateServiceKeys();
  readonly #running: RunningService[] = [];
  readonly #clock: Clock;
  #folder = '';

  constructor(database: TemplateDatabase, clock: Clock = systemClock) {
    this.database = database;
    this.#clock = clock;
  }

  /** Call it in beforeAll, after the database's. */
  async open(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'ebbflow-test-'));
    await this.vault.start();
    // Taken and let go: identity keeps the audit log, and a topic without its reader holds up what comes after.
    await this.transport.subscribe('audit', AUDIT_TOPICS, () => Promise.resolve());
  }

  /** Starts a service; `more` are settings beside those every service needs. */
  async start(definition: ServiceDefinition, more: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const settings = new Settings(this.environmentOf(definition.name, more));
    const service = await startService(definition, { settings, transport: this.transport, clock: this.#clock });
    this.#running.push(service);
    return service;
  }

  /** What `start` gives a service: also for one in a process of its own, which a test can kill. */
  environmentOf(name: ServiceName, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    return {
      ...this.database.environment,
      EBB_SERVICE_PORT: '0',
      EBB_SERVICE_KEY: this.#keys.privateKeys[name],
      EBB_SERVICE_JWKS: this.#keys.jwks,
      EBB_URL_VAULT: this.vault.url,
      EBB_BLOB_DIR: this.#folder,
      EBB_VAULT_PERIODS_DIR: join(this.#folder, 'periods'),
      EBB_LOG_LEVEL: 'silent',
      // So that every test of a service also proves its API document.
      EBB_HTTP_CHECK_ANSWERS: 'true',
      ...more,
    };
  }

  async ask(service: Addressed, method: string, path: string, asking: Asking = {}): Promise<Asked> {
    const response = await this.fetch(service, method, path, asking);
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      headers: response.headers,
    };
  }

  /** The answer unread: for one that goes on. */
  async fetch(service: Addressed, method: string, path: string, asking: Asking = {}): Promise<Response> {
    const headers: Record<string, string> = { ...asking.headers };
    if (asking.as !== undefined) {
      headers['authorization'] = `Bearer ${await this.#tokensOf(asking.as).mint(service.name, asking.principal)}`;
    }
    if (asking.body !== undefined) headers['content-type'] = 'application/json';
    const body = asking.body === undefined ? null : JSON.stringify(asking.body);
    return fetch(`${service.url}${path}`, { method, headers, body });
  }

  /** As the console asks for a person who may do everything in this organisation, or what `scopes` say. */
  askAs(service: RunningService, organisationId: string, path: string, scopes: string[] = ['*']): Promise<Asked> {
    return this.ask(service, 'GET', path, {
      as: 'console',
      principal: { organisationId, userId: null, scopes, kind: 'api-token' },
    });
  }

  async close(): Promise<void> {
    for (const service of this.#running.splice(0).reverse()) await service.stop();
    await this.transport.close();
    await this.vault.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #tokensOf(name: ServiceName): ServiceTokens {
    const settings = new Settings({ EBB_SERVICE_KEY: this.#keys.privateKeys[name], EBB_SERVICE_JWKS: this.#keys.jwks });
    return new ServiceTokens(new ServiceKeysConfig(settings), name, this.#clock);
  }
}

export function newOrganisationId(): OrganisationId {
  return newId('org');
}

/**
 * A house over its own database, opened before the tests of a file and closed after them; call it at the top. It makes the database
 * itself because Jest runs afterAll hooks in the order they are written: the services must stop before their database goes.
 */
export function testHouse(schemas: readonly TemplateSchema[], clock?: Clock): TestHouse {
  const house = new TestHouse(new TemplateDatabase(schemas), clock);
  beforeAll(async () => {
    await house.database.create();
    await house.open();
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await house.database.drop();
  }, 60_000);
  return house;
}
