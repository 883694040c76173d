import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processCommand, processIdentity } from './process-identity.ts';

export interface Postmaster {
  readonly pid: number;
  readonly isReady: boolean;
}

/** What Postgres writes into its lock file: pid, folder, start, port, socket folder, address, shared memory, status. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends a server that outlived its owner: asked to stop fast (it writes a checkpoint), then told to. No data is lost either way.
 * The pid in a lock file left by a power cut may be anybody's by now, so it must look like a Postgres of this folder.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const postmaster = readPostmaster(cluster);
  if (!postmaster || !processCommand(postmaster.pid).includes(cluster)) return;
  const { pid } = postmaster;
  for (const [signal, patienceMs] of [
    ['SIGINT', 2_500],
    ['SIGQUIT', 1_000],
    ['SIGKILL', 1_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await isGone(pid, patienceMs)) return;
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const identity = processIdentity(pid);
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (identity === undefined || processIdentity(pid) !== identity) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}
