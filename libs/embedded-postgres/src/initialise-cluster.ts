import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';
import type { ServerBinaries } from './server-binaries.ts';

const run = promisify(execFile);

/**
 * Makes the cluster on first use. It is built beside its place and renamed when whole, and the password is written
 * before that: whatever is killed in between, the next start either finds all of it or begins anew.
 * Collation C on builtin C.UTF-8: the same order on every machine, whatever its locales.
 */
export async function initialiseCluster(folder: DataFolder, binaries: ServerBinaries): Promise<void> {
  if (existsSync(folder.cluster)) return;
  const { account } = folder;
  const unfinished = `${folder.cluster}.new`;
  const passwordForInitdb = `${folder.passwordFile}.initdb`;
  const password = randomBytes(24).toString('base64url');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordForInitdb]) chownSync(path, account.uid, account.gid);
  const options = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordForInitdb}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  try {
    await run(binaries.initdb, options, {
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
      ...account,
    });
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'INIT_FAILED',
      `initdb could not create the database in ${folder.path}: ${lastLine(cause)}`,
      cause,
    );
  } finally {
    rmSync(passwordForInitdb, { force: true });
  }
  writeFileSync(folder.passwordFile, password, { mode: 0o600, flush: true });
  renameSync(unfinished, folder.cluster);
}

export function adminPassword(folder: DataFolder): string {
  try {
    return readFileSync(folder.passwordFile, 'utf8');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `${folder.passwordFile} cannot be read; the data beside it cannot be opened without it, so restore it from a backup.`,
      cause,
    );
  }
}

function lastLine(cause: unknown): string {
  const { stderr } = Object(cause) as { stderr?: unknown };
  const text = typeof stderr === 'string' ? stderr : String(cause);
  return text.trim().split('\n').slice(-3).join(' ');
}
