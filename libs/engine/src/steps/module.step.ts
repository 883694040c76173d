import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type ModuleDefinition, type ModuleInput } from '@ebbflow/connector-sdk';
import { evaluateInput } from '../evaluation.ts';
import type { Frame } from '../frame.ts';
import type { StepKey } from '../ports.ts';
import type { Run } from '../run.ts';
import { attemptModule, failedOutcome, type FinishedOutcome } from './attempt-module.ts';
import { settleError } from './settle-error.ts';
import { sleepStep } from './sleep.step.ts';
import type { Step } from './step.ts';

/** A module of a connector: prepared, run (or remembered), recorded; then it may ask for a pause. */
export const moduleStep: Step = async (module, frame, run) => {
  const { execution, key } = run.nextExecution(module);
  const outcome = await finish(module, key, frame, run);
  if (outcome.kind === 'error') {
    const error = errorOf(outcome);
    const { startedAtMs, durationMs } = outcome;
    run.recordFailure(module, { execution, error, operations: 1, startedAtMs, durationMs });
    return settleError(module, error, frame, run);
  }
  const { result, startedAtMs, durationMs } = outcome;
  run.setVariables(result.variables);
  run.record({
    moduleId: module.id,
    module: module.name,
    execution,
    startedAtMs,
    durationMs,
    bundles: result.bundles,
    operations: 1,
    transferBytes: result.transferBytes ?? 0,
  });
  if (result.sleepMs !== undefined) await sleepStep(key, result.sleepMs, run);
  return result.bundles;
};

async function finish(
  module: CompiledModule,
  key: StepKey,
  frame: Frame | undefined,
  run: Run,
): Promise<FinishedOutcome> {
  let definition: ModuleDefinition;
  let input: ModuleInput;
  try {
    definition = requireRunnable(module, run);
    // Evaluated for a remembered step too, so that a replay draws the same random numbers.
    input = evaluateInput(module, frame, run);
  } catch (error) {
    return failedOutcome(error, run.clock.nowMs(), run.clock);
  }
  const step = { key, moduleId: module.id };
  return definition.kind === 'action' ? act(definition, input, step, run) : attemptModule(definition, input, step, run);
}

/** What an action left behind is durable before anything else happens, and a replay takes it from there instead of acting twice. */
async function act(
  definition: ModuleDefinition,
  input: ModuleInput,
  step: { readonly key: StepKey; readonly moduleId: number },
  run: Run,
): Promise<FinishedOutcome> {
  const { key } = step;
  const found = run.ports.journal.find(key);
  const remembered = found?.kind === 'sleep' ? undefined : found;
  const outcome = remembered ?? (await attemptModule(definition, input, step, run));
  if (remembered === undefined) await run.ports.journal.append(key, outcome);
  run.passTime(outcome.startedAtMs, outcome.startedAtMs + outcome.durationMs, remembered !== undefined);
  return outcome;
}

/** @throws ModuleError */
function requireRunnable(module: CompiledModule, run: Run): ModuleDefinition {
  const definition = run.ports.findModule(module.name, module.version, module.id);
  const named = `${module.name} (id ${String(module.id)})`;
  if (definition === undefined) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `No app here provides the module ${named}. Replace this placeholder with a module that exists.`,
    );
  }
  if (definition.kind === 'trigger') {
    throw new ModuleError(
      'InvalidConfigurationError',
      `The trigger ${named} can only stand at the start of a scenario.`,
    );
  }
  return definition;
}

function errorOf({ errorClass, message, detail, retryAfterMs }: FinishedOutcome & { kind: 'error' }): ModuleError {
  return new ModuleError(errorClass, message, {
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
