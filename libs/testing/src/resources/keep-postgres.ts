import { createHash } from 'node:crypto';
import { rmSync, statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DataFolderInUseError, startEmbeddedPostgres, type EmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { Client } from 'pg';
import type { KeptResource } from './kept-resource.ts';

const MEMORY = '/dev/shm';
const MEMORY_NEEDED_BYTES = 2 * 1_073_741_824;

/**
 * The server of one Jest run. In memory where there is room: a copy of a template takes 12 ms there and 180 ms on a
 * disk (300 files). In .cache it stays between runs, which saves initdb; from memory it is removed.
 */
export async function keepPostgres(): Promise<KeptResource> {
  const isInMemory = hasRoomInMemory();
  const server = await startInFreeFolder(isInMemory ? memoryFolder() : resolve('.cache/test-postgres'));
  await dropLeftovers(server.url);
  return {
    answer: { adminUrl: server.url },
    stop: async () => {
      await server.stop();
      if (isInMemory) rmSync(server.dataDir, { recursive: true, force: true });
    },
  };
}

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= MEMORY_NEEDED_BYTES;
  } catch {
    return false;
  }
}

/** One name per checkout and user. */
function memoryFolder(): string {
  const checkout = createHash('sha256').update(resolve('.')).digest('hex').slice(0, 8);
  return `${MEMORY}/ebbflow-test-${String(process.getuid?.() ?? 0)}-${checkout}`;
}

/** Runs at the same time take different folders. */
async function startInFreeFolder(stem: string): Promise<EmbeddedPostgres> {
  for (let number = 1; ; number += 1) {
    try {
      return await startEmbeddedPostgres({ dataDir: `${stem}-${String(number)}`, durable: false });
    } catch (thrown) {
      if (!(thrown instanceof DataFolderInUseError) || number === 32) throw thrown;
    }
  }
}

/** A run that was killed leaves its databases behind. */
async function dropLeftovers(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'test\\_%' or datname like 'template\\_%\\_%'`,
  );
  for (const { name } of rows) await client.query(`drop database "${name}" with (force)`);
  await client.end();
}
