import { ExpectedError, toEbbflowError, TransientError, type Fault } from '@ebbflow/kernel';
import { Command, CommanderError } from 'commander';
import { keysCommand } from './commands/keys/keys-command.ts';
import { checkBlueprintCommand } from './commands/offline/check-blueprint.ts';
import { evaluateCommand } from './commands/offline/evaluate.ts';
import { runBlueprintCommand } from './commands/offline/run-blueprint.ts';
import { exportBlueprintCommand } from './commands/online/export-blueprint.ts';
import { importBlueprintCommand } from './commands/online/import-blueprint.ts';
import { listRunsCommand } from './commands/online/list-runs.ts';
import { showRunCommand } from './commands/online/show-run.ts';
import { policyCommand } from './commands/policy/policy-command.ts';
import { privacyCommand } from './commands/privacy/privacy-command.ts';

const WRONG_USAGE = 2;

/** Every verb of the terminal; a new one is a file under commands/ and a line here. */
function buildProgram(): Command {
  return new Command('ebbflow')
    .description('Ebbflow on the terminal')
    .showHelpAfterError('(ebbflow --help lists what there is)')
    .addCommand(
      new Command('blueprint')
        .description('blueprints: check and run them here, or move them into and out of a running instance')
        .addCommand(checkBlueprintCommand())
        .addCommand(runBlueprintCommand())
        .addCommand(importBlueprintCommand())
        .addCommand(exportBlueprintCommand()),
    )
    .addCommand(
      new Command('runs')
        .description('runs of a running instance')
        .addCommand(listRunsCommand())
        .addCommand(showRunCommand()),
    )
    .addCommand(evaluateCommand())
    .addCommand(keysCommand())
    .addCommand(policyCommand())
    .addCommand(privacyCommand());
}

/** Runs one command and answers the exit code: 0 all is well, 1 something is not, 2 wrong usage. Results go to stdout, all else to stderr. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = buildProgram();
  throwInsteadOfExiting(program);
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    // Commander has already said on stderr what was wrong, or printed the help that was asked for.
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return 0;
      writeProblem(argv, { code: 'CLI.WRONG_USAGE', message: thrown.message.replace(/^error: /, ''), faults: [] });
      return WRONG_USAGE;
    }
    process.stderr.write(`${describe(thrown)}\n`);
    writeProblem(argv, problemOf(thrown));
    return 1;
  }
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly faults: readonly Fault[];
}

function writeProblem(argv: readonly string[], error: Problem): void {
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error })}\n`);
}

function throwInsteadOfExiting(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExiting(child);
}

/** What a machine is told of an error, in the one document it asked for. */
function problemOf(thrown: unknown): Problem {
  const { code, message } = toEbbflowError(thrown);
  return { code, message, faults: thrown instanceof ExpectedError ? thrown.faults : [] };
}

function describe(thrown: unknown): string {
  if (thrown instanceof ExpectedError) {
    return [thrown.message, ...thrown.faults.map(({ pointer, message }) => `  ${pointer || '/'}  ${message}`)].join(
      '\n',
    );
  }
  if (thrown instanceof TransientError) return thrown.message;
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'Something unexpected was thrown.';
}
