import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { runGenerator, type Outcome } from './run-generator.ts';

const house = resolve(import.meta.dirname, '../..');
/** What generators read, and what generated code imports. */
const COPIED = [
  'docs/adr',
  'libs',
  'services/vault/package.json',
  'tools/lint-rules',
  'eslint.config.mjs',
  'nx.json',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** A part of the repository in a temporary folder of its own, for generators to write into. Dispose of it. */
export class HouseCopy implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'ebbflow-generated-'));

  /** @param paths what is copied; without any, everything that generated code needs to be compiled and linted. */
  constructor(...paths: string[]) {
    for (const path of paths.length === 0 ? COPIED : paths) {
      cpSync(join(house, path), join(this.root, path), {
        recursive: true,
        filter: (source) => !['node_modules', 'dist'].includes(basename(source)),
      });
    }
  }

  generate(...argv: string[]): Promise<Outcome> {
    return runGenerator(this.root, argv, new Date('2026-11-24T07:00:00.000Z'));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** What a person does after a generator. @throws Error when the text to be replaced is not there. */
  edit(path: string, before: string, after: string): void {
    const text = this.read(path);
    if (!text.includes(before)) throw new Error(`${path} no longer has ${before}.`);
    this.write(
      path,
      text.replace(before, () => after),
    );
  }

  /** Makes imports resolve: packages of the house to this copy, all others to what is installed. */
  link(...projects: string[]): void {
    const installed = join(house, 'node_modules');
    const modules = join(this.root, 'node_modules');
    mkdirSync(join(modules, '@ebbflow'), { recursive: true });
    for (const name of readdirSync(installed).filter((entry) => entry !== '@ebbflow')) {
      symlinkSync(join(installed, name), join(modules, name));
    }
    const libraries = readdirSync(join(this.root, 'libs')).filter((name) => name !== 'connectors');
    for (const project of [...libraries.map((name) => `libs/${name}`), ...projects]) {
      const { name } = JSON.parse(this.read(`${project}/package.json`)) as { name: string };
      symlinkSync(join(this.root, project), join(modules, name));
    }
  }

  /** Runs a program of node_modules in the copy. Answers its exit code and what it printed. */
  run(program: string, ...argv: string[]): Promise<{ code: number | null; output: string }> {
    return new Promise((settle, reject) => {
      const child = spawn(process.execPath, [join(house, 'node_modules', program), ...argv], {
        cwd: this.root,
        env: { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: this.root, FORCE_COLOR: '0' },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => settle({ code, output }));
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true });
  }
}
