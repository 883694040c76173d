// The door of every npm script: plain Node >= 20, no dependency, so that it works on a clone that has nothing yet.
// It installs what the lockfile says (once per lockfile), builds what has changed, and hands over to the Node 24
// that npm brought. Everything it says goes to stderr: stdout belongs to the command.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { findRuntime } from './find-runtime.mjs';
import { run } from './run.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What each script runs once everything is in place; paths from the root. */
const COMMANDS = {
  start: ['deploy/all-in-one/dist/main.js'],
  test: ['tools/test/run-tests.mjs'],
  verify: ['tools/checks/verify.mjs'],
  bench: ['tests/bench/dist/main.js'],
  faults: ['tests/faults/dist/main.js'],
  fuzz: ['tests/api-fuzz/dist/main.js'],
  new: ['tools/generators/new.mjs'],
  ebbflow: ['deploy/cli/dist/main.js'],
};

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function main() {
  const [name, ...rest] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) fail(`Unknown command. Known: ${Object.keys(COMMANDS).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(
      `Ebbflow needs Node 20 or newer to start (found ${process.versions.node}); it brings its own Node 24 for everything after that.`,
    );
  }
  await ensureInstalled(root);
  const runtime = findRuntime(root);
  const env = {
    ...process.env,
    PATH: [dirname(runtime), join(root, 'node_modules/.bin'), process.env.PATH].filter(Boolean).join(delimiter),
  };
  await run(runtime, [join(root, 'tools/build/build.mjs')], { cwd: root, env, stdout: 'stderr' });
  if (name === 'test' || name === 'verify') process.chdir(root);
  handOver(runtime, [join(root, command[0]), ...rest], env);
}

/**
 * Waits for the command and ends as it ended. A terminal sends Ctrl-C to the whole group, a supervisor to this process
 * alone; so signals are passed on, and the command treats a second one as the same request.
 */
function handOver(runtime, argv, env) {
  // Nobody's `__proto__` can be written. Deleted rather than throwing: a library under markdown:Decompile touches it as it loads.
  const child = spawn(runtime, ['--disable-proto=delete', ...argv], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Could not start Node 24: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

if (!existsSync(join(root, 'package-lock.json'))) fail('package-lock.json is missing; this is not a complete clone.');
if (!readFileSync(join(root, 'package.json'), 'utf8').includes('"ebbflow"')) fail('Run this from an Ebbflow clone.');
main().catch((error) => fail(error instanceof Error ? error.message : String(error)));
