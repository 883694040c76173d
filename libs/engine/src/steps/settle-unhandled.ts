import type { CompiledModule } from '@ebbflow/blueprint';
import type { ModuleError } from '@ebbflow/connector-sdk';
import { ERROR_POLICIES } from '../error-policy.ts';
import type { Frame } from '../frame.ts';
import { toRunError, type Run } from '../run.ts';
import { RunHalt } from '../run-halt.ts';

/**
 * No handler deals with the error: the bundle is put aside where the scenario stores incomplete executions and the class
 * allows it, else the run ends. The first module has no bundle to put aside.
 * @throws RunHalt
 */
export function settleUnhandled(module: CompiledModule, error: ModuleError, frame: Frame | undefined, run: Run): void {
  const policy = ERROR_POLICIES[error.errorClass];
  const { dlq } = run.scenario.settings;
  if (module === run.scenario.first) {
    throw new RunHalt(toRunError(module, error), policy.warnsAtStart ? 'warning' : 'error');
  }
  if (dlq && (policy.isStored || policy.isStoredAtEnd)) run.putAside(module, error, frame);
  if (!dlq || !policy.isStored) throw run.halt(module, error);
}
