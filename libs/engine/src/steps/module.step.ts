import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, readBoolean, type ModuleInput, type ModuleResult } from '@ebbflow/connector-sdk';
import { NO_BUNDLES, ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { evaluateInput } from '../evaluation.ts';
import type { Frame } from '../frame.ts';
import { keyOf, type Run } from '../run.ts';
import { fetchedOnDemand } from '../spill/spill-bundles.ts';
import { act } from './act.ts';
import { attemptModule, failedOutcome, type FinishedOutcome, type Operation } from './attempt-module.ts';
import { requireRunnable } from './require-runnable.ts';
import { settleError } from './settle-error.ts';
import { sleepStep } from './sleep.step.ts';
import type { StepOutput } from './step.ts';

/** A module of a connector: prepared, run (or remembered), recorded; then it may ask for a pause. */
export async function moduleStep(module: CompiledModule, frame: Frame | undefined, run: Run): Promise<StepOutput> {
  const execution = run.nextExecution(module);
  const key = keyOf(module, execution);
  let operation: Operation | undefined;
  let outcome: FinishedOutcome;
  try {
    const definition = requireRunnable(module, run);
    // Evaluated for a remembered step too, so that a replay draws the same random numbers.
    operation = { definition, input: evaluateInput(module, frame, run), moduleId: module.id, key };
    const isComputed = definition.kind === 'transformer' && definition.isTransactional !== true;
    outcome = await (isComputed ? attemptModule(operation, run) : act(operation, run));
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    outcome = failedOutcome(error, run.clock.nowMs(), run.clock);
  }
  if (outcome.kind === 'error') return fail(module, outcome, { execution, frame }, run);
  return succeed(module, outcome, { execution, input: operation?.input, key }, run);
}

function fail(
  module: CompiledModule,
  outcome: FinishedOutcome & { kind: 'error' },
  { execution, frame }: { readonly execution: number; readonly frame: Frame | undefined },
  run: Run,
): Promise<StepOutput> {
  const { errorClass, message, detail, retryAfterMs, startedAtMs, durationMs } = outcome;
  const error = new ModuleError(errorClass, message, {
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
  run.recordFailure(module, { execution, error, operations: 1, startedAtMs, durationMs });
  return settleError(module, error, frame, run);
}

async function succeed(
  module: CompiledModule,
  outcome: FinishedOutcome & { kind: 'result' },
  made: { readonly execution: number; readonly input: ModuleInput | undefined; readonly key: string },
  run: Run,
): Promise<StepOutput> {
  const { result, startedAtMs, durationMs, spilled = [] } = outcome;
  const { bundles } = result;
  const isEmptyButGoesOn = bundles.length === 0 && made.input !== undefined && goesOnWithout(made.input);
  takeOver(module, result, run);
  run.record({
    moduleId: module.id,
    module: module.name,
    execution: made.execution,
    startedAtMs,
    durationMs,
    bundles: isEmptyButGoesOn ? ONE_EMPTY_BUNDLE : bundles,
    spilled,
    operations: 1,
    transferBytes: result.transferBytes ?? 0,
  });
  if (result.sleepMs !== undefined) await sleepStep(made.key, result.sleepMs, run);
  if (isEmptyButGoesOn) return ONE_EMPTY_BUNDLE;
  return bundles.length === 0 ? NO_BUNDLES : fetchedOnDemand({ bundles, spilled }, run.ports.spill);
}

/** What a result says beside its bundles. */
function takeOver(module: CompiledModule, { variables, cursor, warnings }: ModuleResult, run: Run): void {
  if (variables !== undefined) run.variables.set(variables);
  if (cursor !== undefined) run.cursor = cursor;
  for (const message of warnings ?? []) run.warn({ moduleId: module.id, module: module.name, message });
}

/** "Continue the execution even if the module returns no results". */
function goesOnWithout({ parameters, mapped }: ModuleInput): boolean {
  return (readBoolean(mapped, 'continueWhenNoRes') ?? readBoolean(parameters, 'continueWhenNoRes')) === true;
}
