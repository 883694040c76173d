import { Client } from 'pg';
import { openDataFolder } from './data-folder.ts';
import { freePort } from './free-port.ts';
import { adminPassword, initialiseCluster } from './initialise-cluster.ts';
import { takeOwnership } from './owner-file.ts';
import { stopOrphan } from './postmaster-file.ts';
import { serverBinaries } from './server-binaries.ts';
import { startServerProcess } from './server-process.ts';

export interface EmbeddedPostgresOptions {
  /** Created on first use. All data of the server lies below it, unless the server's account cannot reach it (see `dataDir` of the answer). */
  readonly dataDir: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Gets the server's own log lines (its state and what ended it; no statements, no values). */
  readonly log?: (line: string) => void;
  /** Default true. False turns fsync off, for databases that may be lost. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** `postgres://postgres:…@127.0.0.1:<port>/ebbflow`: the superuser. Holds its password; never log it. */
  readonly url: string;
  readonly port: number;
  /** Where the data truly lies. Back up this folder (the server stopped), admin.password included. */
  readonly dataDir: string;
  /** Resolves when the server has ended, also when nobody asked it to. */
  readonly ended: Promise<void>;
  /** Fast shutdown; idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL 18 on 127.0.0.1. Stops and takes over one that an earlier, killed process left behind.
 * @throws DataFolderInUseError when a live process runs this folder; EmbeddedPostgresError when the machine cannot run it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = openDataFolder(options.dataDir);
  const release = await takeOwnership(folder);
  try {
    await stopOrphan(folder.cluster);
    const binaries = serverBinaries(folder.account);
    await initialiseCluster(folder, binaries);
    const port = options.port ?? (await freePort());
    const tuning = { port, isDurable: options.durable ?? true };
    const server = await startServerProcess(folder, binaries, tuning, options.log ?? (() => undefined));
    void server.ended.then(release);
    const base = `postgres://postgres:${adminPassword(folder)}@127.0.0.1:${String(port)}`;
    await ensureDatabase(`${base}/postgres`);
    return { url: `${base}/ebbflow`, port, dataDir: folder.path, ended: server.ended, stop: () => server.stop() };
  } catch (thrown) {
    release();
    throw thrown;
  }
}

/** A database of our own name: operators look for it, and `postgres` stays free for maintenance. */
async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'ebbflow'`);
    if (!rowCount) await client.query('create database ebbflow');
  } finally {
    await client.end();
  }
}
