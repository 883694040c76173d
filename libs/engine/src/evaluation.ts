import { evaluateField, type CompiledField, type CompiledModule } from '@ebbflow/blueprint';
import { isBundle, type Bundle, type ModuleInput, type Value } from '@ebbflow/connector-sdk';
import type { EvaluationScope } from '@ebbflow/expressions';
import { findBundle, type Frame } from './frame.ts';
import type { Run } from './run.ts';
import { lookUpVariable } from './system-variable.ts';
import { toModuleError } from './to-module-error.ts';

/** What templates of a module see. */
class FrameScope implements EvaluationScope {
  readonly nowMs: number;
  readonly timezone: string;
  readonly #frame: Frame | undefined;
  readonly #run: Run;

  constructor(frame: Frame | undefined, run: Run) {
    this.nowMs = run.clock.nowMs();
    this.timezone = run.input.timezone;
    this.#frame = frame;
    this.#run = run;
  }

  bundle(moduleId: number): Value {
    return findBundle(this.#frame, moduleId);
  }

  variable(path: readonly string[]): Value {
    return lookUpVariable(path, this.#run);
  }

  random(): number {
    return this.#run.ports.random();
  }
}

/** @throws ModuleError, also when the language itself fails: one broken template must not keep a run from its verdict */
export function evaluate(field: CompiledField, frame: Frame | undefined, run: Run): Value {
  if (field.kind === 'constant') return field.value;
  try {
    return evaluateField(field, new FrameScope(frame, run));
  } catch (error) {
    throw toModuleError(error);
  }
}

/** @throws ModuleError */
export function evaluateInput(module: CompiledModule, frame: Frame | undefined, run: Run): ModuleInput {
  return { parameters: evaluateParameters(module, frame, run), mapped: evaluateMapper(module, frame, run) };
}

/** @throws ModuleError */
export function evaluateParameters(module: CompiledModule, frame: Frame | undefined, run: Run): Bundle {
  return bundleOf(module.parameters, frame, run);
}

/** @throws ModuleError */
export function evaluateMapper(module: CompiledModule, frame: Frame | undefined, run: Run): Bundle {
  return bundleOf(module.mapper, frame, run);
}

function bundleOf(field: CompiledField, frame: Frame | undefined, run: Run): Bundle {
  const value = evaluate(field, frame, run);
  return isBundle(value) ? value : {};
}
