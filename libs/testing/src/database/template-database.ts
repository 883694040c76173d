import { createHash } from 'node:crypto';
import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { DefectError, newUuid } from '@ebbflow/kernel';
import {
  migrateService,
  prepareDatabase,
  withSetupLock,
  type EntityClass,
  type MigrationClass,
} from '@ebbflow/persistence';
import { Settings } from '@ebbflow/config';
import { Database, PersistenceConfig } from '@ebbflow/persistence';
import { Client } from 'pg';
import { sharedResource } from '../resources/shared-resource.ts';

/** A service definition will do, or a schema with its migrations. */
export type TemplateSchema =
  | { readonly schema: string; readonly migrations: readonly MigrationClass[] }
  | { readonly name: ServiceName; readonly migrations: readonly MigrationClass[] };

const PASSWORD = 'only-for-tests';

/** One test file's own database, a copy of a migrated template. Usable from beforeAll on. */
export class TemplateDatabase {
  readonly #schemas: readonly { schema: string; migrations: readonly MigrationClass[] }[];
  readonly #opened: Database[] = [];
  #adminUrl: string | undefined;

  constructor(schemas: readonly TemplateSchema[]) {
    this.#schemas = schemas.map((given) =>
      'schema' in given ? given : { schema: TOPOLOGY[given.name].schema ?? '', migrations: given.migrations },
    );
  }

  /** As the superuser: for looking at what no role of a service may see. */
  get adminUrl(): string {
    if (this.#adminUrl === undefined)
      throw new DefectError('TESTING.TOO_EARLY', 'The database exists from beforeAll on.');
    return this.#adminUrl;
  }

  /**
   * EBB_DATABASE_URL and EBB_DATABASE_PASSWORD of every service on it, and patience: on a machine busy with other test
   * files a wait for a connection says nothing about the code.
   */
  get environment(): Readonly<Record<string, string>> {
    const url = new URL(this.adminUrl);
    url.username = '';
    url.password = '';
    return { EBB_DATABASE_URL: url.href, EBB_DATABASE_PASSWORD: PASSWORD, EBB_DATABASE_CONNECT_TIMEOUT: '30s' };
  }

  /** The same as Settings, with more where a service needs more. */
  settings(more: Readonly<Record<string, string>> = {}): Settings {
    return new Settings({ ...this.environment, ...more });
  }

  /** A Database as the service of this schema would have it; closed with the test file. */
  database(schema: string = this.#schemas[0]?.schema ?? '', entities: readonly EntityClass[] = []): Database {
    const database = new Database(new PersistenceConfig(this.settings()), schema, entities);
    this.#opened.push(database);
    return database;
  }

  /** One statement as the superuser, past row-level security, or as a role it changes into. */
  async asAdmin<Row extends object>(sql: string, values: readonly unknown[] = [], role?: string): Promise<Row[]> {
    return withClient(this.adminUrl, async (client) => {
      if (role !== undefined) await client.query(`set role ${role}`);
      return (await client.query<Row>(sql, [...values])).rows;
    });
  }

  async create(): Promise<void> {
    const { adminUrl: serverUrl } = await sharedResource<{ adminUrl: string }>('postgres');
    const template = await ensureTemplate(serverUrl, this.#schemas);
    const name = `test_${newUuid().replaceAll('-', '')}`;
    await withClient(serverUrl, (client) =>
      client.query(`create database ${name} template ${template} strategy file_copy`),
    );
    this.#adminUrl = databaseUrl(serverUrl, name);
  }

  /** A file-by-file copy of it as it is now, as a base backup is one; nobody may be connected. Drop it before `drop`. @returns its EBB_DATABASE_URL */
  async copyAs(name: string): Promise<string> {
    const from = new URL(this.adminUrl).pathname.slice(1);
    await withClient(databaseUrl(this.adminUrl, 'ebbflow'), (client) =>
      client.query(`create database ${name} template ${from} strategy file_copy`),
    );
    return databaseUrl(this.environment['EBB_DATABASE_URL'] ?? '', name);
  }

  /** Closes, looks for what was left open, and drops. @throws DefectError when a connection leaked. */
  async drop(): Promise<void> {
    await Promise.all(this.#opened.map((database) => database.close()));
    const name = new URL(this.adminUrl).pathname.slice(1);
    await withClient(databaseUrl(this.adminUrl, 'ebbflow'), async (client) => {
      const leaked = await openConnections(client, name);
      await client.query(`drop database ${name} with (force)`);
      if (leaked.length > 0) {
        throw new DefectError(
          'TESTING.LEAKED_CONNECTION',
          `Still connected to the test database: ${leaked.join(', ')}.`,
        );
      }
    });
  }
}

/** Gives the test file its own database; call it at the top of a describe block. Fails the file when it leaves a connection open. */
export function templateDatabase(schemas: readonly TemplateSchema[]): TemplateDatabase {
  const database = new TemplateDatabase(schemas);
  beforeAll(() => database.create(), 60_000);
  afterAll(() => database.drop(), 30_000);
  return database;
}

/**
 * The migrated template, made by the first test file that needs this set of migrations. Named by what goes in; built
 * under another name and renamed, so that a template that exists is complete. It lasts for one Jest run (keep-postgres.ts).
 */
async function ensureTemplate(
  serverUrl: string,
  schemas: readonly { schema: string; migrations: readonly MigrationClass[] }[],
): Promise<string> {
  const contents = schemas.map(({ schema, migrations }) => [
    schema,
    ...migrations.map((migration) => `${migration.name} ${migration.toString()}`),
  ]);
  const template = `template_${createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 16)}_db`;
  await withSetupLock(serverUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    const url = databaseUrl(serverUrl, unfinished);
    await prepareDatabase(
      url,
      schemas.map(({ schema }) => ({ schema, password: PASSWORD })),
    );
    for (const { schema, migrations } of schemas) await migrateService(url, schema, migrations);
    await client.query(`alter database ${unfinished} rename to ${template}`);
  });
  return template;
}

/** A connection that was closed a moment ago may still be listed, so the last answer counts. */
async function openConnections(client: Client, name: string): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await client.query<{ who: string }>(
      `select application_name || ' (' || state || ')' as who from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || attempt === 50) return rows.map(({ who }) => who);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function databaseUrl(url: string, name: string): string {
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'ebbflow-testing' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
