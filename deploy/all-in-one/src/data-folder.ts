import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './all-in-one.errors.ts';

/** The folder everything lies in, held by one process at a time. */
export interface DataFolder {
  readonly path: string;
  readonly secrets: string;
  readonly blobs: string;
  /** Salts of periods; never in a backup. */
  readonly periods: string;
  /** Who was erased, as digests; outside of the database and never put back with one of its backups. */
  readonly ledgerFile: string;
  readonly database: string;
  /** Address and operator token for the terminal on this machine; readable by its owner only. */
  readonly operatorFile: string;
  release(): void;
}

/**
 * Creates the folder and takes its lock: a file with our process id. A lock whose process is gone is left over from a
 * kill and is taken over. Only its owner can list the folder; under root others may pass through it (0711), because the
 * embedded Postgres refuses to run as root and must reach its own part. Keys lie in a folder of their own (0700).
 * @throws StartError DATA_DIR_IN_USE, DATA_DIR_NOT_WRITABLE
 */
export function openDataFolder(path: string): DataFolder {
  const lock = join(path, 'running.pid');
  const folder = {
    path,
    secrets: join(path, 'secrets'),
    blobs: join(path, 'blobs'),
    periods: join(path, 'periods'),
    ledgerFile: join(path, 'ledger', 'erasures.jsonl'),
    database: '',
    operatorFile: join(path, 'operator.json'),
    release: () => {
      rmSync(lock, { force: true });
    },
  };
  try {
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(folder.secrets, { recursive: true, mode: 0o700 });
    mkdirSync(folder.blobs, { recursive: true, mode: 0o700 });
    mkdirSync(folder.periods, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(
      'DATA_DIR_NOT_WRITABLE',
      `The data folder ${path} cannot be created or written; set EBB_DATA_DIR to a folder of yours.`,
      cause,
    );
  }
  takeLock(lock, path);
  return { ...folder, database: join(path, `postgres-${instanceId(path)}`) };
}

/**
 * Names the database's folder. When Postgres cannot reach our folder its files lie elsewhere, under a name made from this
 * one: without the id a deleted and remade data folder would meet the old database there, sealed under keys that are gone.
 */
function instanceId(path: string): string {
  const file = join(path, 'instance-id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(4).toString('hex'), { flag: 'wx', mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function takeLock(lock: string, path: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return;
    } catch {
      const holder = Number(readFileSync(lock, 'utf8'));
      if (isAlive(holder)) {
        throw new StartError(
          'DATA_DIR_IN_USE',
          `Ebbflow is already running on ${path} (process ${String(holder)}); stop it, or set EBB_DATA_DIR to another folder.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
  throw new StartError('DATA_DIR_IN_USE', `The lock file ${lock} could not be taken; another start is under way.`);
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0 || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
