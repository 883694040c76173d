import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');

/** Runs a library's own bench script in a fresh process, from source, and returns the figures it prints with `--json`. */
export async function runScript<Figures>(script: string, ...words: readonly string[]): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '--conditions=@ebbflow/source',
    '--import',
    join(root, 'tools/dev/source-loader.mjs'),
    join(root, script),
    '--json',
    ...words,
  ]);
  return JSON.parse(stdout) as Figures;
}
