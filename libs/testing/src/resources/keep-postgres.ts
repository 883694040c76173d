import { resolve } from 'node:path';
import { DataFolderInUseError, startEmbeddedPostgres, type EmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { Client } from 'pg';
import type { KeptResource } from './kept-resource.ts';

/** The cluster stays between runs, which saves initdb; its databases do not. Runs at the same time take different folders. */
export async function keepPostgres(): Promise<KeptResource> {
  const server = await startInFreeFolder();
  await dropLeftovers(server.url);
  return { answer: { adminUrl: server.url }, stop: () => server.stop() };
}

async function startInFreeFolder(): Promise<EmbeddedPostgres> {
  for (let number = 1; ; number += 1) {
    try {
      return await startEmbeddedPostgres({
        dataDir: resolve(`.cache/test-postgres/${String(number)}`),
        durable: false,
      });
    } catch (thrown) {
      if (!(thrown instanceof DataFolderInUseError) || number === 32) throw thrown;
    }
  }
}

async function dropLeftovers(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'test\\_%' or datname like 'template\\_%\\_%'`,
  );
  for (const { name } of rows) await client.query(`drop database "${name}" with (force)`);
  await client.end();
}
