import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { migrateService, prepareDatabase, prepareScanner } from '@ebbflow/persistence';
import { Client } from 'pg';
import type { AllInOneConfig } from './all-in-one.config.ts';
import { StartError } from './all-in-one.errors.ts';
import type { DataFolder } from './data-folder.ts';
import { servicesWithSchema, type InstanceSecrets } from './secrets.ts';
import { SERVICES } from './services.ts';

export interface RunningDatabase {
  /** URL of a role that may do everything; holds its password. */
  readonly adminUrl: string;
  /** Where the rows lie, in words for the person at the terminal. */
  readonly place: string;
  stop(): Promise<void>;
}

const OLDEST_VERSION = 15;

/** The embedded server in the data folder, or the one EBB_DATABASE_ADMIN_URL names. Leaves its admin URL where the operator can find it. */
export async function openDatabase(config: AllInOneConfig, folder: DataFolder): Promise<RunningDatabase> {
  const database = config.databaseAdminUrl
    ? await connectExisting(config.databaseAdminUrl.reveal())
    : await startEmbedded(folder);
  writeFileSync(join(folder.secrets, 'database-admin-url'), `${database.adminUrl}\n`, { mode: 0o600 });
  return database;
}

/** Roles, schemas and migrations of every service; finds nothing to do on most starts. @returns whether the scanner has a role to look with */
export async function prepareSchemas(adminUrl: string, secrets: InstanceSecrets): Promise<boolean> {
  const services = servicesWithSchema();
  await prepareDatabase(
    adminUrl,
    services.map(({ schema }) => ({ schema, password: secrets.databasePasswords[schema] ?? '' })),
  );
  for (const { name, schema } of services) await migrateService(adminUrl, schema, SERVICES[name].migrations);
  return prepareScanner(adminUrl, secrets.scannerPassword);
}

/**
 * Whether the ledger of erasures knows more than the database does: then a cold copy of its files was put back, which nothing in it shows. Every
 * service waits until those are gone again who were erased since.
 */
export async function noticeRestore(adminUrl: string, ledgerFile: string): Promise<void> {
  if (!existsSync(ledgerFile)) return;
  const lines = readFileSync(ledgerFile, 'utf8').trimEnd().split('\n').length - 1;
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ known: number }>(
      'select count(*)::int as known from retention.erasure_ledger',
    );
    if (lines <= (rows[0]?.known ?? 0)) return;
    for (const { schema } of servicesWithSchema())
      await client.query(`update ${schema}.restore_mark set mark = 'behind the ledger of erasures'`);
  } finally {
    await client.end();
  }
}

async function startEmbedded(folder: DataFolder): Promise<RunningDatabase> {
  const server = await startEmbeddedPostgres({ dataDir: folder.database });
  return { adminUrl: server.url, place: server.dataDir, stop: () => server.stop() };
}

async function connectExisting(adminUrl: string): Promise<RunningDatabase> {
  const { hostname } = new URL(adminUrl);
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  let version: number;
  try {
    await client.connect();
    const answer = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    version = Math.floor(Number(answer.rows[0]?.version ?? 0) / 10_000);
  } catch (cause) {
    throw new StartError(
      'DATABASE_UNREACHABLE',
      `The database at ${hostname} does not answer; check EBB_DATABASE_ADMIN_URL.`,
      cause,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  if (version < OLDEST_VERSION) {
    throw new StartError(
      'DATABASE_TOO_OLD',
      `The database at ${hostname} is PostgreSQL ${String(version)}; Ebbflow needs ${String(OLDEST_VERSION)} or newer.`,
    );
  }
  return { adminUrl, place: `PostgreSQL at ${hostname}`, stop: () => Promise.resolve() };
}
