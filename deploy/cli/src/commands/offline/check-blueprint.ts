import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { table } from '../print-table.ts';
import { checkFile, type CheckReport } from './check-report.ts';

/** `ebbflow blueprint check FILE…`: exit 0 only when every file can be read and has no error; what can be repaired after an import is told, not failed. */
export function checkBlueprintCommand(): Command {
  return new Command('check')
    .description('read blueprints and report what they use and what is wrong with them')
    .argument('<files...>', 'blueprints as exported from Make or Ebbflow; - reads standard input')
    .option('--json', 'one JSON document on standard output')
    .action((files: readonly string[], options: { json?: boolean }) => {
      const reports = files.map(checkFile);
      const ok = reports.every((report) => report.ok);
      printAnswer(options.json === true, { ok, files: reports }, () => describeAll(reports));
      if (!ok) process.exitCode = 1;
    });
}

function describeAll(reports: readonly CheckReport[]): readonly string[] {
  const overview = table(
    ['file', 'result', 'modules', 'unknown modules', 'unknown functions', 'unsupported settings', 'broken', 'errors'],
    reports.map((report) => [
      report.file,
      resultOf(report),
      String(report.modules.length),
      String(report.unknownModules.length),
      String(report.unknownFunctions.length),
      String(report.unsupportedSettings.length),
      String(report.brokenPlaces.length),
      String(report.errors.length),
    ]),
  );
  return [overview, ...reports.flatMap(describe)];
}

function describe(report: CheckReport): readonly string[] {
  const lines = [
    ...report.errors.map(({ pointer, message }) => `  error  ${pointer || '/'}  ${message}`),
    ...report.brokenPlaces.map(
      ({ pointer, message, moduleId }) => `  broken  ${message}  module ${String(moduleId)} ${pointer}`,
    ),
    ...report.unknownModules.map(
      ({ module, suggestion, places }) =>
        `  unknown module  ${module}  ${places.map(placeText).join(', ')}${suggestion === null ? '' : `; did you mean ${suggestion}?`}`,
    ),
    ...report.unknownFunctions.map(
      ({ message, places }) => `  unknown function  ${message}  ${places.map(placeText).join(', ')}`,
    ),
    ...report.unsupportedSettings.map(({ message }) => `  unsupported setting  ${message}`),
    ...report.remarks.map(({ pointer, message }) => `  remark  ${pointer || '/'}  ${message}`),
  ];
  return lines.length === 0 ? [] : ['', `${report.file}${report.name === null ? '' : ` (${report.name})`}`, ...lines];
}

function resultOf({ ok, canBeActive }: CheckReport): string {
  if (!ok) return 'ERRORS';
  return canBeActive ? 'ok' : 'ok to import';
}

function placeText({ moduleId, pointer }: CheckReport['unknownModules'][number]['places'][number]): string {
  return moduleId === null ? pointer : `module ${String(moduleId)}`;
}
