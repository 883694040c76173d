import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';
import { readPostmaster } from './postmaster-file.ts';
import type { ServerBinaries } from './server-binaries.ts';
import { serverOptions, type ServerTuning } from './server-options.ts';
import { spawnTethered, type Tethered } from './spawn-tethered.ts';

const START_TIMEOUT_MS = 60_000;

/** Starts the server and resolves when it takes connections. Stopping it is a fast shutdown: open transactions roll back, a checkpoint is written. */
export async function startServerProcess(
  folder: DataFolder,
  binaries: ServerBinaries,
  tuning: ServerTuning,
  log: (line: string) => void,
): Promise<Tethered> {
  const lastLines: string[] = [];
  const server = spawnTethered(binaries.postgres, ['-D', folder.cluster, ...serverOptions(tuning)], {
    signal: 'INT',
    cwd: '/',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
    ...folder.account,
    onLine: (line) => {
      lastLines.push(line);
      if (lastLines.length > 5) lastLines.shift();
      log(line);
    },
  });
  // Postgres writes "ready" into its lock file; asking by connection instead would be a loop of failed log-ins.
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (server.hasEnded) throw startFailed(folder, lastLines);
    if (readPostmaster(folder.cluster)?.isReady === true) return server;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await server.stop();
  throw startFailed(folder, lastLines);
}

function startFailed({ path }: DataFolder, lastLines: readonly string[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError('START_FAILED', `Postgres did not start in ${path}: ${lastLines.join(' ')}`);
}
