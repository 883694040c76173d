import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError } from '@ebbflow/connector-sdk';
import type { BundleSequence } from '../bundle-sequence.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { settleError } from './settle-error.ts';
import type { Step } from './step.ts';

/** A step of the engine that only computes: recorded as one operation, its errors given to the module's handler. */
export function computeStep(
  compute: (module: CompiledModule, frame: Frame | undefined, run: Run) => BundleSequence,
): Step {
  return (module, frame, run) => {
    const execution = run.nextExecution(module);
    try {
      const bundles = compute(module, frame, run);
      run.recordComputed(module, execution, bundles);
      return bundles;
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      run.recordFailure(module, { execution, error, operations: 1 });
      return settleError(module, error, frame, run);
    }
  };
}
