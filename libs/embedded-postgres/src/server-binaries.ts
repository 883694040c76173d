import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors.ts';
import { nameFor, publicFolder } from './public-folder.ts';
import { isReachable } from './reachable.ts';
import type { ServerAccount } from './server-account.ts';

export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The binaries that npm brought, in a place where the server's account can run them. They are copied (60 MB, 0.1 s,
 * once) when a folder above node_modules shuts that account out, or when node_modules may not be written and the
 * library links, which npm cannot carry and a script of the package makes, are missing (`npm ci --ignore-scripts`).
 */
export function serverBinaries(account: ServerAccount | undefined): ServerBinaries {
  const packaged = packagedFolder();
  if (isReachable(join(packaged, 'bin'), account) && addLibraryLinks(packaged)) return binariesIn(packaged);
  const target = join(publicFolder('bin'), nameFor(`${packaged} ${versionOf(packaged)}`));
  if (!existsSync(target)) {
    const aside = `${target}.${String(process.pid)}`;
    cpSync(packaged, aside, { recursive: true, verbatimSymlinks: true });
    addLibraryLinks(aside);
    try {
      renameSync(aside, target);
    } catch (thrown) {
      // Another process was first; its copy is as good.
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(target)) throw thrown;
    }
  }
  return binariesIn(target);
}

function binariesIn(folder: string): ServerBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function packagedFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(from.resolve(platform))), 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED',
      `There is no embedded Postgres for this platform (${platform} is not installed); give the URL of a Postgres 15 or newer instead.`,
      cause,
    );
  }
}

function versionOf(native: string): string {
  return readFileSync(join(dirname(native), 'package.json'), 'utf8');
}

/** False when a link is missing and cannot be made. */
function addLibraryLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    if (existsSync(link)) continue;
    try {
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(basename(source), link);
    } catch {
      // Another process may have made it just now.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}
