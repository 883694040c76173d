import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';

/** Who the server runs as; undefined means: as ourselves. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root. In order of preference: an account of our own, the usual one, one that exists everywhere. */
const CANDIDATES = ['ebbflow', 'postgres', 'nobody', '_postgres'];

/**
 * Undefined unless we are root. An existing data folder decides by its owner: an account that is installed later must
 * not lock the server out of its own files. The account must exist in /etc/passwd, for initdb looks it up.
 */
export function chooseServerAccount(clusterFolder: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = statSync(clusterFolder, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  for (const name of CANDIDATES) {
    const account = accounts.get(name);
    if (account && account.uid > 0) return account;
  }
  throw new EmbeddedPostgresError(
    'NO_ACCOUNT',
    `Postgres does not run as root and none of the accounts ${CANDIDATES.join(', ')} exists; create one, or start as another user.`,
  );
}
