import type { CompiledModule } from '@ebbflow/blueprint';
import type { ModuleError } from '@ebbflow/connector-sdk';
import { ERROR_POLICIES } from '../error-policy.ts';
import type { Run } from '../run.ts';

/**
 * No handler deals with the error: the bundle is put aside where the scenario stores incomplete executions and the class
 * allows it, else the run ends. The first module has no bundle to put aside.
 * @throws RunHalt
 */
export function settleUnhandled(module: CompiledModule, error: ModuleError, run: Run): void {
  const isFirst = module === run.scenario.first;
  if (!run.scenario.settings.dlq || isFirst || !ERROR_POLICIES[error.errorClass].isStored)
    throw run.halt(module, error);
  run.putAside({
    moduleId: module.id,
    module: module.name,
    error: { class: error.errorClass, message: error.message },
  });
}
