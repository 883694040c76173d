import { spawn, type ChildProcess } from 'node:child_process';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';
import { readPostmaster } from './postmaster-file.ts';
import type { ServerBinaries } from './server-binaries.ts';
import { serverOptions, type ServerTuning } from './server-options.ts';

/**
 * Starts the server and ends it when our process is gone, however it went: file descriptor 3 is a pipe that only we
 * hold open, its end is the signal, also after kill -9. The server gets a session of its own, for Ctrl-C reaches the
 * whole foreground group and must not stop the database before the services have drained.
 */
const KEEPER = `
"$@" 3<&- &
server=$!
( read -r _ <&3; kill -INT "$server" ) 2>/dev/null &
keeper=$!
exec 3<&-
wait "$server"
code=$?
kill "$keeper" 2>/dev/null
exit "$code"
`;

export interface ServerProcess {
  /** Resolves when the server has ended, whatever the reason. */
  readonly ended: Promise<void>;
  /** Asks for a fast shutdown (open transactions roll back, a checkpoint is written) and waits for it. */
  stop(): Promise<void>;
}

export async function startServerProcess(
  folder: DataFolder,
  binaries: ServerBinaries,
  tuning: ServerTuning,
  log: (line: string) => void,
): Promise<ServerProcess> {
  const child = spawn(
    '/bin/sh',
    ['-c', KEEPER, 'ebbflow-postgres', binaries.postgres, '-D', folder.cluster, ...serverOptions(tuning)],
    {
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      ...folder.account,
    },
  );
  const lastLines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      lastLines.push(line);
      if (lastLines.length > 5) lastLines.shift();
      log(line);
    }
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      lastLines.push(error.message);
      resolve();
    });
  });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  await untilReady(
    folder,
    () => hasEnded,
    () => lastLines.join(' '),
  );
  return {
    ended,
    async stop() {
      releasePipe(child);
      await ended;
    },
  };
}

/** Postgres writes "ready" into its lock file; asking by connection instead would need a retry loop of failed log-ins. */
async function untilReady(folder: DataFolder, hasEnded: () => boolean, lastLines: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (hasEnded())
      throw new EmbeddedPostgresError('START_FAILED', `Postgres did not start in ${folder.path}: ${lastLines()}`);
    if (readPostmaster(folder.cluster)?.isReady === true) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `Postgres was not ready after 60 s in ${folder.path}: ${lastLines()}`,
  );
}

function releasePipe(child: ChildProcess): void {
  const pipe = child.stdio[3];
  if (pipe && 'destroy' in pipe) pipe.destroy();
}
