// `npm test`: unit and medium tests first, then the system tests, each of which starts the whole house: two at a time, since a house
// spends half of its start waiting (for its database, its broker, its own readiness). For the same reason a third worker helps the others. Ends with one line: N passed, N failed (and skipped ones by name with their reason).
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const reports = join(root, '.cache/test-reports');
const patterns = process.argv.slice(2);

// A system test that failed half-way may leave a process of the house behind, which ends with ours: hence forceExit there.
const SUITES = [
  {
    name: 'unit and medium',
    argv: [
      '--maxWorkers=3',
      '--testPathIgnorePatterns',
      '/node_modules/',
      '/dist/',
      '/fixtures/',
      '/tests/system/',
      '/tests/ui/',
    ],
  },
  {
    name: 'system',
    argv: ['--maxWorkers=2', '--forceExit', '--testPathPatterns', 'tests/(system|ui)/', '--passWithNoTests'],
  },
];

function jest(argv) {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        join(root, 'node_modules/jest/bin/jest.js'),
        ...argv,
      ],
      { cwd: root, stdio: 'inherit' },
    );
    child.on('exit', (code) => done(code ?? 1));
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: [] };
for (const suite of patterns.length > 0 ? [{ name: 'selected', argv: patterns }] : SUITES) {
  const started = Date.now();
  process.stdout.write(`\n— ${suite.name} tests —\n`);
  const file = join(reports, `${suite.name.replaceAll(' ', '-')}.json`);
  const code = await jest(['--json', `--outputFile=${file}`, ...suite.argv]);
  const report = read(file);
  // A crash of the runner, or a file that cannot even be loaded, counts as a failure: a number must not hide it.
  const broken = report ? report.numRuntimeErrorTestSuites : 1;
  const failed = (report?.numFailedTests ?? 0) + broken;
  totals.passed += report?.numPassedTests ?? 0;
  totals.failed += failed === 0 && code !== 0 ? 1 : failed;
  for (const result of report?.testResults ?? []) {
    for (const test of result.assertionResults) {
      if (test.status === 'pending' || test.status === 'todo') totals.skipped.push(test.fullName);
    }
  }
  process.stdout.write(`${suite.name}: ${String(Math.round((Date.now() - started) / 1_000))} s\n`);
}

if (totals.skipped.length > 0)
  process.stdout.write(`\nSkipped:\n${totals.skipped.map((name) => `  ${name}`).join('\n')}\n`);
const skipped = totals.skipped.length > 0 ? `, ${String(totals.skipped.length)} skipped` : '';
process.stdout.write(`\n${String(totals.passed)} passed, ${String(totals.failed)} failed${skipped}\n`);
process.exit(totals.failed === 0 ? 0 : 1);
