import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ServerAccount } from './server-account.ts';

/** True when the account may walk down to `path` (which may not exist yet): every folder above it lets it pass. */
export function isReachable(path: string, account: ServerAccount | undefined): boolean {
  if (!account) return true;
  let folder = path;
  while (!statSync(folder, { throwIfNoEntry: false })) folder = dirname(folder);
  for (folder = realpathSync(folder); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
