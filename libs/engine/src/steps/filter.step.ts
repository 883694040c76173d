import type { CompiledFilter, CompiledModule } from '@ebbflow/blueprint';
import { ModuleError } from '@ebbflow/connector-sdk';
import { evaluateFilter } from '../filters/evaluate-filter.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { settleUnhandled } from './settle-unhandled.ts';

/**
 * Whether the bundle may enter the module. A filter belongs to the line before the module, so that the module's error handler
 * does not see what goes wrong in it. Costs no operation.
 */
export function passesFilter(
  module: CompiledModule,
  frame: Frame | undefined,
  run: Run,
  filter: CompiledFilter | undefined = module.filter,
): boolean {
  if (filter === undefined) return true;
  try {
    return evaluateFilter(filter, frame, run);
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    const named = new ModuleError(error.errorClass, `The filter before this module failed. ${error.message}`, {
      cause: error,
    });
    run.recordFailure(module, { execution: run.nextExecution(module), error: named, operations: 0 });
    settleUnhandled(module, named, frame, run);
    return false;
  }
}
