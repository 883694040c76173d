import { DataSource, type Logger, type MigrationInterface } from 'typeorm';
import { roleNames } from '../database/role-names.ts';
import { toPersistenceError } from '../database/to-persistence-error.ts';
import { withSetupLock } from './prepare-database.ts';

/** A TypeORM migration; its class name ends in a 13-digit timestamp, which orders it. */
export type MigrationClass = new () => MigrationInterface;

export interface MigrationResult {
  /** Names of the migrations that ran now, in order. */
  readonly applied: readonly string[];
}

/**
 * Brings one schema up to date, each migration in its own transaction, as the schema's owner role. One migrator at a
 * time per database; the second waits and then finds nothing to do. `lock_timeout` keeps a migration that cannot get its lock
 * from queueing every reader behind it: it fails instead, and is run again.
 * @throws TransientError when a lock or the server was not to be had; the migration's own pg error otherwise.
 */
export async function migrateService(
  adminUrl: string,
  schema: string,
  migrations: readonly MigrationClass[],
): Promise<MigrationResult> {
  const { owner } = roleNames(schema);
  return withSetupLock(adminUrl, async () => {
    const dataSource = new DataSource({
      type: 'postgres',
      url: adminUrl,
      schema,
      migrations: [...migrations],
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
      applicationName: `ebbflow-migrate-${schema}`,
      uuidExtension: 'pgcrypto',
      installExtensions: false,
      logger: silent,
      poolSize: 1,
      // The role is a start-up parameter of the connection, so no statement can run as the admin by being early.
      extra: { options: `-c role=${owner} -c search_path=${schema} -c lock_timeout=5s -c statement_timeout=0` },
    });
    try {
      await dataSource.initialize();
      const applied = await dataSource.runMigrations();
      return { applied: applied.map((migration) => migration.name) };
    } catch (thrown) {
      throw toPersistenceError(thrown);
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  });
}

/** TypeORM prints a failed migration to the console, with the server's text and so with values of rows; the caller has the error. */
const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
