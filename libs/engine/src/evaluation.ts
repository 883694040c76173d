import { evaluateField, type CompiledField, type CompiledModule } from '@ebbflow/blueprint';
import { isBundle, type Bundle, type ModuleInput, type Value } from '@ebbflow/connector-sdk';
import type { EvaluationScope } from '@ebbflow/expressions';
import { findBundle, type Frame } from './frame.ts';
import type { Run } from './run.ts';
import { toModuleError } from './to-module-error.ts';

/** What templates of a module see. */
function scopeOf(frame: Frame | undefined, run: Run): EvaluationScope {
  return {
    bundle: (moduleId) => findBundle(frame, moduleId),
    variable: (path) => run.lookUp(path),
    nowMs: run.clock.nowMs(),
    random: () => run.ports.random(),
    timezone: run.input.timezone,
  };
}

/** @throws ModuleError, also when the language itself fails: one broken template must not keep a run from its verdict */
export function evaluate(field: CompiledField, frame: Frame | undefined, run: Run): Value {
  if (field.kind === 'constant') return field.value;
  try {
    return evaluateField(field, scopeOf(frame, run));
  } catch (error) {
    throw toModuleError(error);
  }
}

/** @throws ModuleError */
export function evaluateInput(module: CompiledModule, frame: Frame | undefined, run: Run): ModuleInput {
  return { parameters: evaluateParameters(module, frame, run), mapped: bundleOf(module.mapper, frame, run) };
}

/** @throws ModuleError */
export function evaluateParameters(module: CompiledModule, frame: Frame | undefined, run: Run): Bundle {
  return bundleOf(module.parameters, frame, run);
}

function bundleOf(field: CompiledField, frame: Frame | undefined, run: Run): Bundle {
  const value = evaluate(field, frame, run);
  return isBundle(value) ? value : {};
}
