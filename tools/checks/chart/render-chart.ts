import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { helmBinary } from './chart-tools.ts';

const root = resolve(import.meta.dirname, '../../..');
export const chartFolder = join(root, 'helm/ebbflow');
const completeValues = join(chartFolder, 'ci/complete-values.yaml');

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

export interface Rendering {
  /** Empty when helm refused. */
  readonly manifests: readonly Manifest[];
  /** What helm said when it refused; empty otherwise. */
  readonly refusal: string;
}

/** Kubernetes reads YAML 1.1, where 0440 is octal. */
function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text, { version: '1.1' })
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** `helm template` with the complete example values and, over them, `values`. `chart` is the repository's unless a test brings its own. */
export async function renderChart(
  values: Readonly<Record<string, unknown>> = {},
  chart: string = chartFolder,
): Promise<Rendering> {
  const folder = mkdtempSync(join(tmpdir(), 'ebbflow-chart-'));
  try {
    const overrides = join(folder, 'values.yaml');
    writeFileSync(overrides, stringify(values));
    const argv = ['template', 'eb', chart, '--namespace', 'ebbflow', '-f', completeValues, '-f', overrides];
    const done = spawnSync(await helmBinary(), argv, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return done.status === 0
      ? { manifests: readManifests(done.stdout), refusal: '' }
      : { manifests: [], refusal: done.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `helm lint --strict` with the complete example values; answers its output when it is not content. */
export async function lintChart(): Promise<string[]> {
  const done = spawnSync(await helmBinary(), ['lint', '--strict', chartFolder, '-f', completeValues], {
    encoding: 'utf8',
  });
  return done.status === 0 ? [] : [`${done.stdout}${done.stderr}`.trim()];
}
