import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nameFor, publicFolder } from './public-folder.ts';
import { isReachable } from './reachable.ts';
import { chooseServerAccount, type ServerAccount } from './server-account.ts';

/** Where everything of one embedded server lies. */
export interface DataFolder {
  /** The folder that holds all of it; not the one asked for when the server's account could not have reached that. */
  readonly path: string;
  /** What Postgres calls PGDATA; owned by the server's account. */
  readonly cluster: string;
  /** Password of the superuser, 0600, ours. */
  readonly passwordFile: string;
  /** Who runs it now. */
  readonly ownerFile: string;
  readonly account: ServerAccount | undefined;
}

/** Creates the folder when needed and decides where it truly lies. */
export function openDataFolder(requested: string): DataFolder {
  const wanted = resolve(requested);
  const account = chooseServerAccount(join(wanted, 'cluster'));
  // A cluster that is already there stays the one: permissions above it may have changed meanwhile, data does not move.
  const path = isReachable(wanted, account) ? wanted : publicFolder(nameFor(wanted));
  mkdirSync(path, { recursive: true, mode: 0o755 });
  if (account && !existsSync(join(path, 'cluster'))) chmodSync(path, 0o711);
  // The name of the other place tells nobody whose it is.
  if (path !== wanted) writeFileSync(join(path, 'asked-for.txt'), `${wanted}\n`, { mode: 0o600 });
  return {
    path,
    cluster: join(path, 'cluster'),
    passwordFile: join(path, 'admin.password'),
    ownerFile: join(path, 'owner.json'),
    // The true place may hold a cluster of another account than the requested one suggested.
    account: account && chooseServerAccount(join(path, 'cluster')),
  };
}
