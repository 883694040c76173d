// Builds the React application of services/console/web into its dist when a source, its settings or the lockfile changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const STAMP = 'dist/.built-from';

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // Types only: nothing of them is left in what is built.
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : files(path);
    return [path];
  });
}

/** One hash over names and contents: a checkout that goes back in time changes no file's age but its content. */
function hashOf(root, web) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of [join(web, 'vite.config.mjs'), ...files(join(web, 'src'))].sort()) {
    hash.update(relative(web, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** @returns whether anything had to be built */
export async function buildWeb(root) {
  const web = join(root, 'services/console/web');
  const stamp = join(web, STAMP);
  const hash = hashOf(root, web);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  const { build } = await import(pathToFileURL(createRequire(join(web, 'package.json')).resolve('vite')).href);
  await build({ root: web, configFile: join(web, 'vite.config.mjs'), logLevel: 'warn' });
  writeFileSync(stamp, hash);
  return true;
}
