import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { evaluateInput } from '../evaluation.ts';
import type { StepOutcome } from '../ports.ts';
import { attemptModule } from './attempt-module.ts';
import { settleError } from './settle-error.ts';
import { sleepStep } from './sleep.step.ts';
import type { Step } from './step.ts';

type Finished = Exclude<StepOutcome, { kind: 'sleep' }>;

/**
 * A module of a connector. An action is journaled: what it left behind is durable before anything else happens, and a replay
 * takes it from there instead of acting twice. The mapper is evaluated in either case, so that a replay draws the same random
 * numbers.
 */
export const moduleStep: Step = async (module, frame, run) => {
  const { execution, key } = run.nextExecution(module);
  const definition = run.ports.findModule(module.name, module.version, module.id);
  let outcome: Finished | undefined;
  let isReplayed = false;
  try {
    const runnable = requireRunnable(module, definition);
    const input = evaluateInput(module, frame, run);
    const journaled = runnable.kind === 'action' ? run.ports.journal.find(key) : undefined;
    isReplayed = journaled !== undefined && journaled.kind !== 'sleep';
    outcome =
      journaled !== undefined && journaled.kind !== 'sleep'
        ? journaled
        : await attemptModule(runnable, input, key, run);
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, execution, error, 1);
    return settleError(module, error, frame, run);
  }
  if (definition?.kind === 'action') {
    if (!isReplayed) await run.ports.journal.append(key, outcome);
    run.passTime(outcome.startedAtMs, outcome.startedAtMs + outcome.durationMs, isReplayed);
  }
  if (outcome.kind === 'error') {
    const error = errorOf(outcome);
    run.recordFailure(module, execution, error, 1, outcome);
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

function requireRunnable(module: CompiledModule, definition: ModuleDefinition | undefined): ModuleDefinition {
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

function errorOf(outcome: Extract<StepOutcome, { kind: 'error' }>): ModuleError {
  const { errorClass, message, detail, retryAfterMs } = outcome;
  return new ModuleError(errorClass, message, {
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
