import { ModuleError } from '@ebbflow/connector-sdk';
import { toRunError, type Run } from '../run.ts';
import { RunHalt } from '../run-halt.ts';
import type { RunError } from '../verdict.ts';
import { beginningOf } from './beginning.ts';

/**
 * The cycles of a run, each an indivisible unit: begin → walk → commit or rollback. How many there are depends on how the
 * scenario begins (`beginning.ts`). Answers what ended the run with an error.
 */
export async function runCycles(run: Run): Promise<RunError | undefined> {
  const beginning = beginningOf(run);
  for (let cycle = 1; cycle <= beginning.cycles; cycle += 1) {
    run.cycle = cycle;
    run.variables.beginCycle(run.scenario.settings.freshVariables);
    const ended = await runCycle(run, () => beginning.runCycle(cycle));
    if (ended.isLast) return ended.error;
  }
  return undefined;
}

interface CycleEnd {
  readonly isLast: boolean;
  readonly error?: RunError | undefined;
}

async function runCycle(run: Run, walk: () => Promise<boolean>): Promise<CycleEnd> {
  try {
    const goesOn = await walk();
    return await commit(run, !goesOn);
  } catch (thrown) {
    if (!(thrown instanceof RunHalt)) throw thrown;
    if (thrown.kind === 'commit') return commit(run, true);
    return rollback(run, thrown);
  }
}

/** The trigger's own commit, that is where it goes on next time, comes last unless the scenario says otherwise. */
async function commit(run: Run, isLast: boolean): Promise<CycleEnd> {
  const { autoCommitTriggerLast } = run.scenario.settings;
  if (!autoCommitTriggerLast) keepCursor(run);
  try {
    await run.transactions.commitCycle();
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    return { isLast: true, error: toRunError(run.scenario.first, error) };
  }
  keepCursor(run);
  run.variables.keepChanges();
  return { isLast };
}

async function rollback(run: Run, { kind, runError }: RunHalt): Promise<CycleEnd> {
  run.variables.dropChanges();
  try {
    await run.transactions.rollbackCycle();
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    return { isLast: true, error: toRunError(run.scenario.first, error) };
  }
  if (kind === 'error' || runError === undefined) return { isLast: true, error: runError };
  run.endWith(runError);
  return { isLast: true };
}

function keepCursor(run: Run): void {
  if (run.cursor !== run.input.cursor || run.keptCursor !== undefined) run.keptCursor = { value: run.cursor };
}
