import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');
const folder = resolve(project, '../../.cache/api-fuzz');

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

/** Which document is tried at which address, and how long. */
export interface FuzzRun {
  readonly document: string;
  readonly url: string;
  readonly maxExamples: number;
  /** Answers are pages: their types are not held against the document. */
  readonly isForPeople: boolean;
}

/** Installs the fuzzer once per requirements file. @throws Error with a sentence when there is no Python for it */
export function installSchemathesis(): void {
  const requirements = join(project, 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const found = spawnSync('python3', ['-c', 'import sys, venv; print(sys.version_info >= (3, 10))'], {
    encoding: 'utf8',
  });
  if (found.status !== 0 || found.stdout.trim() !== 'True') {
    throw new Error(
      'npm run fuzz needs python3 (3.10 or newer, with its venv module) on the PATH; nothing else of Ebbflow does.',
    );
  }
  process.stderr.write('Installing the fuzzer under .cache, once …\n');
  must('python3', ['-m', 'venv', '--clear', folder]);
  must(join(folder, 'bin/pip'), ['install', '-q', '--disable-pip-version-check', '--no-deps', '-r', requirements]);
  writeFileSync(stamp, digest);
}

function must(program: string, argv: readonly string[]): void {
  const done = spawnSync(program, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${String(done.status)}.`);
}

/** Tries one document. @returns whether every answer was as the document says, and none a 5xx */
export async function runSchemathesis({ document, url, maxExamples, isForPeople }: FuzzRun): Promise<boolean> {
  const argv = [
    ...['run', document, '--url', url, '--seed', '1', '--workers', '1', '--no-color', '--request-timeout', '30'],
    ...['--phases', 'examples,coverage,fuzzing,stateful', '--max-examples', String(maxExamples)],
    ...['--checks', isForPeople ? CHECKS.slice(0, 2).join() : CHECKS.join()],
    ...['--continue-on-failure', '--suppress-health-check', 'all', '--generation-database', 'none'],
  ];
  const child = spawn(join(folder, 'bin/schemathesis'), argv, { stdio: ['ignore', 'inherit', 'inherit'], cwd: folder });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      done(code === 0);
    });
  });
}
