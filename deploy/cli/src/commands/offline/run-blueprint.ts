import { Command, Option } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { runFile, type RunOptions, type RunReport } from './run-report.ts';

/** `ebbflow blueprint run FILE`: exit 0 for success and warning, 1 for a verdict of error. */
export function runBlueprintCommand(): Command {
  return new Command('run')
    .description('run a blueprint once, in memory; HTTP is answered from recorded fixtures')
    .argument('<file>', 'blueprint as exported from Make or Ebbflow; - reads standard input')
    .option('--input <file>', 'what the trigger gives: JSON of one bundle, or a list of bundles')
    .option(
      '--fixtures <folder>',
      'recorded calls and outputs of modules: module-<id>.json, or {"module", "bundles"} (see README)',
    )
    .addOption(
      new Option('--placeholders <how>', 'a module no app here provides and no fixture stands in for')
        .choices(['fail', 'empty'])
        .default('fail'),
    )
    .option('--timezone <zone>', 'IANA name of the zone dates are read and written in', 'UTC')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, options: RunOptions & { json?: boolean }) => {
      const report = await runFile(file, options);
      printAnswer(options.json === true, report, () => describe(report));
      if (report.verdict.status === 'error') process.exitCode = 1;
    });
}

function describe(report: RunReport): readonly string[] {
  const { verdict } = report;
  return [
    report.name,
    ...report.modules.flatMap((execution) => [
      `  [${String(execution.moduleId)}] ${execution.module} #${String(execution.execution)}  ${countOf(execution.bundleCount)}${
        execution.error ? `  ${execution.error.class}: ${execution.error.message}` : ''
      }`,
      ...execution.bundles.map((bundle) => `        ${JSON.stringify(bundle)}`),
    ]),
    ...report.responses.map(
      ({ status, body }) =>
        `  answered the webhook with ${String(status)}: ${typeof body === 'string' ? body : JSON.stringify(body)}`,
    ),
    ...report.warnings.map((warning) => `  note: ${warning}`),
    ...verdict.incomplete.map(
      ({ moduleId, error }) => `  put aside in module ${String(moduleId)}: ${error.class}: ${error.message}`,
    ),
    `${verdict.status}, ${String(verdict.operations)} operations${
      verdict.error
        ? `: ${verdict.error.class} in module ${String(verdict.error.moduleId ?? '?')}: ${verdict.error.message}`
        : ''
    }`,
  ];
}

function countOf(count: number): string {
  return count === 1 ? '1 bundle' : `${String(count)} bundles`;
}
