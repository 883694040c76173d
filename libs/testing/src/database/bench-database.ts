import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import {
  Database,
  migrateService,
  PersistenceConfig,
  prepareDatabase,
  type MigrationClass,
} from '@ebbflow/persistence';

const PASSWORD = 'only-for-benches';

export interface BenchDatabase {
  readonly database: Database;
  /** For a service on it, also in a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** A durable Postgres of one's own on disk, migrated: for programs that measure, where the shared one of the tests would flatter. */
export async function benchDatabase(schema: string, migrations: readonly MigrationClass[]): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'ebbflow-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  await prepareDatabase(postgres.url, [{ schema, password: PASSWORD }]);
  await migrateService(postgres.url, schema, migrations);
  const environment = { EBB_DATABASE_URL: postgres.url, EBB_DATABASE_PASSWORD: PASSWORD };
  const database = new Database(new PersistenceConfig(new Settings(environment)), schema);
  return {
    database,
    environment,
    stop: async () => {
      await database.close();
      await postgres.stop();
      rmSync(postgres.dataDir, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
