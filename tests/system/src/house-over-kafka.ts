import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrappedOrganisationSchema, SERVICE_NAMES, TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { generateRootKey } from '@ebbflow/crypto';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { generateServiceKeys } from '@ebbflow/service-host';
import { freePortPair } from './free-port-pair.ts';
import { newFolder } from './new-folder.ts';
import { ServiceProcess } from './service-process.ts';

/** Every service in a process of its own over a real broker and a real database: what compose and the chart run, without containers. */
export class HouseOverKafka {
  readonly folder: string;
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  #database: EmbeddedPostgres;
  readonly consoleUrl: string;
  #token = '';

  private constructor(
    folder: string,
    database: EmbeddedPostgres,
    environments: Readonly<Record<ServiceName, Record<string, string>>>,
  ) {
    this.folder = folder;
    this.#database = database;
    this.services = Object.fromEntries(
      SERVICE_NAMES.map((name) => [name, new ServiceProcess(name, environments[name])]),
    ) as Record<ServiceName, ServiceProcess>;
    this.consoleUrl = environments.console['EBB_PUBLIC_URL'] ?? '';
  }

  get adminUrl(): string {
    return this.#database.url;
  }

  static async start(brokers: string, extra: Record<string, string> = {}): Promise<HouseOverKafka> {
    const folder = newFolder('ebbflow kafka ');
    const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    const environments = await makeEnvironments(folder, database.url, brokers, extra);
    const house = new HouseOverKafka(folder, database, environments);
    try {
      for (const name of SERVICE_NAMES) {
        if (TOPOLOGY[name].schema !== undefined) await house.services[name].command('migrate');
      }
      await Promise.all(SERVICE_NAMES.map((name) => house.services[name].start()));
      await house.#bootstrap();
    } catch (error) {
      await house[Symbol.asyncDispose]();
      throw error;
    }
    return house;
  }

  /** Takes the database away, in order; its data stays. */
  async stopDatabase(): Promise<void> {
    await this.#database.stop();
  }

  /** Brings it back where it was. */
  async startDatabase(): Promise<void> {
    const { port } = this.#database;
    this.#database = await startEmbeddedPostgres({ dataDir: join(this.folder, 'postgres'), port });
  }

  /** Another organisation beside the first. @returns its operator's token */
  async addOrganisation(name: string): Promise<string> {
    const printed = await this.services.identity.command('bootstrap', name);
    return bootstrappedOrganisationSchema.parse(JSON.parse(printed)).operatorToken ?? '';
  }

  /** A request to the API with the operator's token. */
  async api(path: string, init: RequestInit = {}, token = this.#token): Promise<Response> {
    return fetch(`${this.consoleUrl}/api/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  }

  /** @returns the exit code of each service */
  async stop(): Promise<Record<string, number | null>> {
    const codes = await Promise.all(
      SERVICE_NAMES.map(async (name) => [name, await this.services[name].stop()] as const),
    );
    return Object.fromEntries(codes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#database.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The first organisation, made as an operator makes it: by a command of identity's image. */
  async #bootstrap(): Promise<void> {
    this.#token = await this.addOrganisation('Over Kafka');
  }
}

async function makeEnvironments(
  folder: string,
  adminUrl: string,
  brokers: string,
  extra: Record<string, string>,
): Promise<Record<ServiceName, Record<string, string>>> {
  const keys = generateServiceKeys();
  const ports: Record<string, number> = {};
  for (const name of SERVICE_NAMES) ports[name] = await freePortPair();
  const place = (file: string, content: string): string => {
    const path = join(folder, file);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const rootKey = join(folder, 'root-key');
  generateRootKey(rootKey);
  mkdirSync(join(folder, 'blobs'));
  const database = new URL(adminUrl);
  database.username = '';
  database.password = '';
  const jwks = place('jwks.json', keys.jwks);
  const door = (ports['gateway'] ?? 0) + 1;
  const shared = {
    ...Object.fromEntries(
      SERVICE_NAMES.map((name) => [
        `EBB_URL_${name.toUpperCase().replaceAll('-', '_')}`,
        `http://127.0.0.1:${String(ports[name])}`,
      ]),
    ),
    EBB_SERVICE_JWKS_FILE: jwks,
    EBB_KAFKA_BROKERS: brokers,
    EBB_BLOB_DIR: join(folder, 'blobs'),
    EBB_PUBLIC_URL: `http://127.0.0.1:${String(ports['console'])}`,
    EBB_GATEWAY_DOOR_PORT: String(door),
    EBB_GATEWAY_PUBLIC_URL: `http://127.0.0.1:${String(door)}`,
    EBB_GATEWAY_REPLY_URL: `http://127.0.0.1:${String(ports['gateway'])}`,
    ...extra,
  };
  const environments = SERVICE_NAMES.map((name) => {
    const { schema } = TOPOLOGY[name];
    const env: Record<string, string> = {
      ...shared,
      EBB_SERVICE_PORT: String(ports[name]),
      EBB_SERVICE_KEY_FILE: place(`${name}.key.pem`, keys.privateKeys[name]),
      ...(name === 'vault' ? { EBB_VAULT_ROOT_KEY_FILE: rootKey, EBB_VAULT_PERIODS_DIR: join(folder, 'periods') } : {}),
    };
    if (schema !== undefined) {
      env['EBB_DATABASE_URL'] = database.href;
      env['EBB_DATABASE_ADMIN_URL'] = adminUrl;
      env['EBB_DATABASE_PASSWORD_FILE'] = place(`${name}.database-password`, `password-of-${name}`);
    }
    return [name, env] as const;
  });
  return Object.fromEntries(environments) as Record<ServiceName, Record<string, string>>;
}
