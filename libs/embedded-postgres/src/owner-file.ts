import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DataFolderInUseError } from './embedded-postgres.errors.ts';
import type { DataFolder } from './data-folder.ts';
import { processIdentity } from './process-identity.ts';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly identity: string;
}

/** A killed process takes a moment to be gone, and whoever restarts it may be faster. */
const PATIENCE_MS = 2_000;

/**
 * Makes this process the one owner of the folder, or throws DataFolderInUseError. What a killed process left behind is
 * moved away first, and looked at again after the move: of two starters that both saw it, one moves the other's file.
 */
export async function takeOwnership({ path, ownerFile }: DataFolder): Promise<() => void> {
  const deadline = performance.now() + PATIENCE_MS;
  const mine: Owner = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  const aside = `${ownerFile}.${String(process.pid)}`;
  for (;;) {
    writeFileSync(aside, JSON.stringify(mine), { mode: 0o600 });
    try {
      linkSync(aside, ownerFile);
      return () => {
        rmSync(ownerFile, { force: true });
      };
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    } finally {
      rmSync(aside, { force: true });
    }
    const owner = readOwner(ownerFile);
    if (!owner || !isAlive(owner)) removeStale(ownerFile, owner);
    else if (owner.pid === process.pid || performance.now() > deadline) throw new DataFolderInUseError(path, owner.pid);
    else await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, identity }: Owner): boolean {
  return processIdentity(pid) === identity;
}

function removeStale(file: string, seen: Owner | undefined): void {
  const moved = `${file}.stale-${String(process.pid)}`;
  try {
    renameSync(file, moved);
  } catch {
    return;
  }
  const truly = readOwner(moved);
  if (truly && truly.identity !== seen?.identity && isAlive(truly)) linkSync(moved, file);
  rmSync(moved, { force: true });
}
