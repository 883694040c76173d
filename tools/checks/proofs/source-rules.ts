import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that may not stand in the sources of the product, but for the files that are named with the reason. */
export interface SourceRule {
  readonly never: RegExp;
  /** Beginnings of the paths it is about; all of the product by default. */
  readonly within?: readonly string[];
  readonly exceptIn?: Readonly<Record<string, string>>;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is shipped: libraries, services and the two programs, without specs, fakes and measurements. */
export function productSources(root: string): SourceFile[] {
  const argv = [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    '--',
    'libs',
    'services',
    'deploy',
  ];
  const listed = spawnSync('git', argv, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1_024 * 1_024 });
  return listed.stdout
    .split('\0')
    .filter((path) => path.endsWith('.ts') && !/\.spec\.ts$|\/(test|bench)\/|^libs\/testing\//.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(root, path), 'utf8') }];
      } catch {
        return []; // Deleted, and not yet told to git.
      }
    });
}

/** One sentence for each breach, and one for each exception that nothing needs any more. */
export function breaches(rule: SourceRule, files: readonly SourceFile[]): string[] {
  const { never, within = [''], exceptIn = {} } = rule;
  const guilty = files.filter(({ path, text }) => within.some((start) => path.startsWith(start)) && never.test(text));
  const unneeded = files.filter((file) => exceptIn[file.path] !== undefined && !guilty.includes(file));
  return [
    ...guilty
      .filter(({ path }) => exceptIn[path] === undefined)
      .map(({ path, text }) => `${path}: ${never.exec(text)?.[0] ?? ''}`),
    ...unneeded.map(({ path }) => `${path} is an exception that nothing needs.`),
  ];
}
