// Gathers what one service runs into a folder: production packages, and dist and package.json of the service and of the
// workspace libraries it depends on. node collect-service.mjs SERVICE FOLDER, from the repository's root, after a build.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { workspaceProjects } from '../../tools/build/workspace-projects.mjs';

/** Keys are worked on where vault runs, with its settings and its own service key (docs/runbooks/keys.md). */
const WITH_TERMINAL = ['vault'];
const TERMINAL = '@ebbflow/cli';
const root = resolve(import.meta.dirname, '../..');
const [service, target] = process.argv.slice(2);
const folder = `services/${service}`;
if (!service || !target || !existsSync(join(root, folder, 'package.json'))) {
  process.stderr.write(
    'usage: collect-service.mjs SERVICE FOLDER, where SERVICE is a folder under services/ (build argument SERVICE).\n',
  );
  process.exit(2);
}
if (existsSync(target) && readdirSync(target).length > 0) {
  process.stderr.write(`${target} is not empty; what lies there would end up in the image.\n`);
  process.exit(2);
}

const manifests = new Map(
  workspaceProjects(root).map((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    return [manifest.name, { path, manifest }];
  }),
);

/** The service and every workspace project it depends on, directly or through another. */
function needed(name, found = new Set()) {
  if (found.has(name) || !manifests.has(name)) return found;
  found.add(name);
  for (const dependency of Object.keys(manifests.get(name).manifest.dependencies ?? {})) needed(dependency, found);
  return found;
}

/**
 * Packages are installed in a skeleton that holds package.json files only, with the lockfile's exact versions. Optional packages stay out:
 * they are Node itself and compilers; the image has the one and needs not the others.
 */
function installPackages(projects) {
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(target, name));
  for (const { path } of manifests.values()) {
    mkdirSync(join(target, path), { recursive: true });
    cpSync(join(root, path, 'package.json'), join(target, path, 'package.json'));
  }
  const chosen = projects.flatMap((path) => ['-w', path]);
  const argv = ['ci', ...chosen, '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const done = spawnSync('npm', argv, { cwd: target, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** What npm needed to read, and links to projects that only specs use. */
function removeSkeleton(kept) {
  for (const [name, { path }] of manifests) {
    if (kept.includes(name)) continue;
    rmSync(join(target, path), { recursive: true });
    rmSync(join(target, 'node_modules', name), { force: true });
    const parent = join(target, dirname(path));
    if (readdirSync(parent).length === 0) rmSync(parent, { recursive: true });
  }
  for (const name of ['package.json', 'package-lock.json']) rmSync(join(target, name));
}

/** `ebbflow` on the image's PATH. */
function writeTerminal() {
  const program = join('/app', manifests.get(TERMINAL).path, 'dist/main.js');
  mkdirSync(join(target, 'bin'));
  const text = `#!/bin/sh\nexec node --disable-proto=delete ${program} "$@"\n`;
  writeFileSync(join(target, 'bin/ebbflow'), text, { mode: 0o755 });
}

const found = needed(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name);
const names = [...(WITH_TERMINAL.includes(service) ? needed(TERMINAL, found) : found)];
const projects = names.map((name) => manifests.get(name).path);
mkdirSync(target, { recursive: true });
installPackages(projects);
removeSkeleton(names);
for (const path of projects) {
  const dist = join(root, path, 'dist');
  if (!existsSync(dist)) {
    process.stderr.write(`${path} has no dist; run npm run build first.\n`);
    process.exit(1);
  }
  mkdirSync(dirname(join(target, path, 'dist')), { recursive: true });
  cpSync(dist, join(target, path, 'dist'), { recursive: true });
}
symlinkSync(folder, join(target, 'service'));
if (names.includes(TERMINAL)) writeTerminal();
process.stdout.write(`${service}: ${String(projects.length)} projects collected\n`);
