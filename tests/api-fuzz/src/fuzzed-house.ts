import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICES } from '@ebbflow/all-in-one';
import { Settings } from '@ebbflow/config';
import {
  bootstrappedOrganisationSchema,
  type Principal,
  principalSchema,
  SERVICE_NAMES,
  signedInSchema,
  type ServiceName,
  TOPOLOGY,
} from '@ebbflow/contracts';
import { generateRootKey } from '@ebbflow/crypto';
import { freePort, startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { systemClock } from '@ebbflow/kernel';
import { InMemoryTransport } from '@ebbflow/messaging';
import { migrateService, prepareDatabase } from '@ebbflow/persistence';
import {
  generateServiceKeys,
  type RunningService,
  ServiceKeysConfig,
  ServiceTokens,
  startService,
} from '@ebbflow/service-host';

/** Every service in this process on a database of its own, as the all-in-one has them, but at addresses that are known and with keys at hand. */
export class FuzzedHouse implements AsyncDisposable {
  readonly #settings: Readonly<Record<ServiceName, Settings>>;
  readonly #services: readonly RunningService[];
  readonly #dispose: () => Promise<void>;
  principal!: Principal;
  apiToken = '';

  private constructor(
    settings: Readonly<Record<ServiceName, Settings>>,
    services: readonly RunningService[],
    dispose: () => Promise<void>,
  ) {
    this.#settings = settings;
    this.#services = services;
    this.#dispose = dispose;
  }

  static async start(): Promise<FuzzedHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'ebbflow-fuzz-'));
    const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    const schemas = SERVICE_NAMES.flatMap((name) => {
      const { schema } = TOPOLOGY[name];
      return schema === undefined ? [] : [{ name, schema, password: `password-of-${name}` }];
    });
    const transport = new InMemoryTransport();
    const services: RunningService[] = [];
    const dispose = async (): Promise<void> => {
      for (const service of [...services].reverse()) await service.stop();
      await transport.close();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    try {
      await prepareDatabase(database.url, schemas);
      for (const { name, schema } of schemas) await migrateService(database.url, schema, SERVICES[name].migrations);
      const settings = await settingsOf(folder, database.url);
      for (const name of SERVICE_NAMES) {
        services.push(await startService(SERVICES[name], { settings: settings[name], transport }));
      }
      const house = new FuzzedHouse(settings, services, dispose);
      await house.#bootstrap();
      return house;
    } catch (error) {
      await dispose();
      throw error;
    }
  }

  urlOf(name: ServiceName): string {
    return this.#services.find((service) => service.name === name)?.url ?? '';
  }

  /** A token as `from` would make it for `to`; with the owner's principal where people's routes are asked. */
  mint(from: ServiceName, to: ServiceName, principal?: Principal): Promise<string> {
    const tokens = new ServiceTokens(new ServiceKeysConfig(this.#settings[from]), from, systemClock);
    return tokens.mint(to, principal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispose();
  }

  async #bootstrap(): Promise<void> {
    const made = bootstrappedOrganisationSchema.parse(await this.#ask('organisations', { name: 'Fuzzed' }));
    this.apiToken = made.operatorToken ?? '';
    const owner = { token: made.setupToken, email: 'owner@example.test', password: 'seven quiet tides' };
    const { sessionToken } = signedInSchema.parse(await this.#ask('setup-links/redeem', owner));
    this.principal = principalSchema.parse(await this.#ask('principals/resolve', { sessionToken }));
  }

  async #ask(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.urlOf('identity')}/internal/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.mint('console', 'identity')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`identity answered ${path} with ${String(answer.status)}: ${await answer.text()}`);
    return answer.json();
  }
}

async function settingsOf(folder: string, adminUrl: string): Promise<Record<ServiceName, Settings>> {
  const keys = generateServiceKeys();
  const rootKey = join(folder, 'root-key');
  generateRootKey(rootKey);
  mkdirSync(join(folder, 'blobs'));
  const database = new URL(adminUrl);
  database.username = '';
  database.password = '';
  const ports: Record<string, number> = {};
  for (const name of [...SERVICE_NAMES, 'door']) ports[name] = await freePort();
  const at = (name: string): string => `http://127.0.0.1:${String(ports[name])}`;
  const urls = SERVICE_NAMES.map((name) => [`EBB_URL_${name.toUpperCase().replaceAll('-', '_')}`, at(name)] as const);
  const settings = SERVICE_NAMES.map((name) => {
    const own = {
      ...Object.fromEntries(urls),
      EBB_SERVICE_PORT: String(ports[name]),
      EBB_SERVICE_KEY: keys.privateKeys[name],
      EBB_SERVICE_JWKS: keys.jwks,
      EBB_DATABASE_URL: database.href,
      EBB_DATABASE_PASSWORD: `password-of-${name}`,
      EBB_BLOB_DIR: join(folder, 'blobs'),
      EBB_VAULT_PERIODS_DIR: join(folder, 'periods'),
      EBB_PUBLIC_URL: at('console'),
      EBB_GATEWAY_DOOR_PORT: String(ports['door']),
      EBB_GATEWAY_PUBLIC_URL: at('door'),
      EBB_GATEWAY_REPLY_URL: at('gateway'),
      EBB_VAULT_ROOT_KEY_FILE: rootKey,
      EBB_HTTP_CHECK_ANSWERS: 'true',
      EBB_LOG_FILE: join(folder, 'ebbflow.log'),
      // Addresses are made up here: nothing may leave this machine, so no port outside is open.
      EBB_EGRESS_PORTS: '1',
      EBB_EGRESS_SOCKET_PORTS: '1',
      // It is the handlers that are tried; the limits have specs of their own.
      EBB_CONSOLE_RATE_STRANGERS: '1000000',
      EBB_CONSOLE_RATE_BAD_CREDENTIALS: '1000000',
      EBB_CONSOLE_RATE_ACCOUNT: '1000000',
    };
    return [name, new Settings(own)] as const;
  });
  return Object.fromEntries(settings) as Record<ServiceName, Settings>;
}
