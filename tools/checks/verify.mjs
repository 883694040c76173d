// The one gate before a change is handed in: everything that can be judged without running the product. `npm test` runs the rest.
// Each step prints a tick and its seconds; what failed is printed in full at the end. Runs on Node 24 (tools/bootstrap sees to it).
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { brokenLinks } from './broken-links.ts';
import { unexplainedExceptions } from './lint-exceptions.ts';
import { projectGraphFaults } from './project-graph.mjs';

const root = resolve(import.meta.dirname, '../..');
const quiet = { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' };

/** Paths of tracked and new files; ignored ones are nobody's business. */
function repositoryFiles(...patterns) {
  const argv = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...patterns];
  const listed = spawnSync('git', argv, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const deleted = spawnSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' });
  const gone = new Set(deleted.stdout.split('\0'));
  return listed.stdout.split('\0').filter((path) => path !== '' && !gone.has(path));
}

/** A program of node_modules (or of ours), started with this very Node: answers what it printed when it failed. */
function program(path, ...argv) {
  return () =>
    new Promise((settle) => {
      const child = spawn(process.execPath, [join(root, path), ...argv], { cwd: root, env: quiet });
      let output = '';
      const collect = (chunk) => (output += chunk);
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.on('error', (error) => settle([error.message]));
      child.on('close', (code) => settle(code === 0 ? [] : [output.trim() || `exit code ${String(code)}`]));
    });
}

function jest(...argv) {
  return () => {
    const flags = [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
    ];
    return new Promise((settle) => {
      const child = spawn(process.execPath, [...flags, ...argv], { cwd: root, env: quiet });
      let output = '';
      child.stderr.on('data', (chunk) => (output += chunk));
      child.on('close', (code) => settle(code === 0 ? [] : [output.trim()]));
    });
  };
}

// The graph comes first: without it the boundary rule skips itself and passes, and with a stale one it reports what is not so.
const first = [{ name: 'project graph and tags', run: () => projectGraphFaults(root) }];
const steps = [
  { name: 'lint, types and boundaries', run: program('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'types', run: program('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'types of the hosted UI',
    run: async () => [
      ...(await program('tools/generators/write-web-api-types.mjs')()),
      ...(await program('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'services/console/web/tsconfig.json')()),
    ],
  },
  { name: 'guards are seen to fail', run: program('tools/checks/negative-fixtures.mjs') },
  { name: 'chart, compose and topology', run: jest('tools/checks/chart') },
  { name: 'proofs name tests that are there', run: jest('tools/checks/proofs') },
  { name: 'format', run: program('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  {
    name: 'nothing unused (knip)',
    run: program('node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  },
  {
    name: 'exceptions carry a reason',
    run: () => unexplainedExceptions(root, repositoryFiles('*.ts', '*.mjs', '*.tsx')),
  },
  { name: 'links in documents', run: () => brokenLinks(root, repositoryFiles('*.md')) },
];

const failures = [];
let passed = 0;

async function take({ name, run }) {
  const started = Date.now();
  let faults;
  try {
    faults = await run();
  } catch (error) {
    faults = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (faults.length === 0) passed += 1;
  else failures.push({ name, faults });
}

async function takeAll(queue) {
  const waiting = [...queue];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await take(step);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
}

await takeAll(first);
await takeAll(steps);
for (const { name, faults } of failures) process.stdout.write(`\n✗ ${name}\n${faults.join('\n')}\n`);
process.stdout.write(`\nverify: ${String(passed)} passed, ${String(failures.length)} failed\n`);
process.exit(failures.length === 0 ? 0 : 1);
