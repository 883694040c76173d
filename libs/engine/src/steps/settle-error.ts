import type { CompiledModule } from '@ebbflow/blueprint';
import type { ModuleError } from '@ebbflow/connector-sdk';
import { assertNever } from '@ebbflow/kernel';
import { ERROR_POLICIES } from '../error-policy.ts';
import { handlerFrame, type Frame } from '../frame.ts';
import { HandlerResolved, type Resolution } from '../handler-resolved.ts';
import type { Run } from '../run.ts';
import { RunHalt } from '../run-halt.ts';
import { passesFilter } from './filter.step.ts';
import { settleUnhandled } from './settle-unhandled.ts';
import type { StepOutput } from './step.ts';

/**
 * A module failed on one bundle. Its handler decides, where it has one whose filter lets the error pass; else the class does.
 * Answers the substitute bundles to go on with, or undefined when this bundle is given up and others go on.
 * @throws RunHalt when the run ends
 */
export async function settleError(
  module: CompiledModule,
  error: ModuleError,
  frame: Frame | undefined,
  run: Run,
): Promise<StepOutput> {
  run.throwIfInterrupted();
  const resolution = await runHandler(module, error, frame, run);
  if (resolution === undefined) {
    settleUnhandled(module, error, frame, run);
    return undefined;
  }
  switch (resolution.kind) {
    case 'resume':
      return [resolution.bundle];
    case 'ignore':
      return undefined;
    case 'break':
      run.putAside(module, error, frame, resolution.retry);
      return undefined;
    case 'commit':
      throw new RunHalt(undefined);
    case 'rollback':
      throw run.halt(module, error);
    default:
      return assertNever(resolution);
  }
}

async function runHandler(
  module: CompiledModule,
  error: ModuleError,
  frame: Frame | undefined,
  run: Run,
): Promise<Resolution | undefined> {
  const { handler } = module;
  if (handler === undefined || !ERROR_POLICIES[error.errorClass].isHandled) return undefined;
  const withError = handlerFrame(frame, module.id, error);
  // An error the handler's filter does not let pass is as if there were no handler.
  if (!handler.isDisabled && !passesFilter(handler, withError, run)) return undefined;
  try {
    if (handler.isDisabled) await run.walker.walkFrom(handler, withError, run);
    else await run.walker.walkPastFilter(handler, withError, run);
  } catch (thrown) {
    if (thrown instanceof HandlerResolved) return thrown.resolution;
    throw thrown;
  }
  // A handler that ends without a directive works as if it ended with Ignore.
  return { kind: 'ignore' };
}
