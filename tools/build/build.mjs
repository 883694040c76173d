// Compiles TypeScript of every workspace project (or of those named) from src/ to dist/, a file at a time, with swc.
// Types are checked apart (`npm run typecheck`): compiling without them takes about two seconds for the whole house,
// `tsc -b` took over half a minute, and `npm start` on a fresh clone pays for it.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { buildWeb } from './build-web.mjs';
import { swcOptions } from './swc-options.mjs';
import { workspaceProjects } from './workspace-projects.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const named = process.argv.slice(2);
const WEB = 'services/console/web';
const projects = (named.length > 0 ? named : workspaceProjects(root)).filter((project) => project !== WEB);

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.spec\.ts$|\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

/**
 * A compiled file carries its source's own time. "Newer than the source" was not enough: a source saved while it was being
 * compiled, or two builds at once, left old code under a new time, and nothing compiled it again.
 */
function isFresh(source, target) {
  const compiled = statSync(target, { throwIfNoEntry: false });
  return compiled !== undefined && sameMoment(compiled.mtimeMs, statSync(source).mtimeMs);
}

/** File systems and utimes keep fractions of a millisecond differently. */
function sameMoment(one, other) {
  return Math.abs(one - other) < 1;
}

function compiledFiles(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    return [];
  }
}

let compiled = 0;
for (const project of projects) {
  const from = join(root, project, 'src');
  const to = join(root, project, 'dist');
  const wanted = new Set();
  for (const source of sources(from)) {
    const target = join(to, relative(from, source)).replace(/\.ts$/, '.js');
    wanted.add(target);
    if (isFresh(source, target)) continue;
    const { atime, mtime } = statSync(source);
    mkdirSync(dirname(target), { recursive: true });
    const { code, map } = transformSync(readFileSync(source, 'utf8'), {
      ...swcOptions,
      filename: source,
      sourceMaps: true,
    });
    writeFileSync(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    writeFileSync(`${target}.map`, map);
    utimesSync(target, atime, mtime);
    compiled += 1;
  }
  // A file whose source is gone must not be found by an import any more.
  for (const stale of compiledFiles(to)) if (!wanted.has(stale)) rmSync(stale);
}
if (compiled > 0) process.stderr.write(`built ${String(compiled)} files\n`);
if (named.length === 0 && (await buildWeb(root))) process.stderr.write('built the hosted UI\n');
