import { ModuleError, readNumber } from '@ebbflow/connector-sdk';
import { ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { evaluateMapper } from '../evaluation.ts';
import { keyOf } from '../run.ts';
import { settleError } from './settle-error.ts';
import { sleepStep } from './sleep.step.ts';
import type { Step } from './step.ts';

const LONGEST_SECONDS = 300;

/** `builtin:Sleep` of hand-written files: as `util:FunctionSleep`, 0 to 300 seconds. */
export const pauseStep: Step = async (module, frame, run) => {
  const execution = run.nextExecution(module);
  try {
    const mapped = evaluateMapper(module, frame, run);
    const seconds = readNumber(mapped, 'duration') ?? readNumber(mapped, 'delay') ?? readNumber(mapped, 'seconds') ?? 0;
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new ModuleError('DataError', `The pause must be from 0 to ${String(LONGEST_SECONDS)} seconds.`);
    }
    run.recordComputed(module, execution, ONE_EMPTY_BUNDLE);
    await sleepStep(keyOf(module, execution), Math.round(seconds * 1_000), run);
    return ONE_EMPTY_BUNDLE;
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { execution, error, operations: 1 });
    return settleError(module, error, frame, run);
  }
};
