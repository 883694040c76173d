import type { ErrorClass } from '@ebbflow/connector-sdk';
import { adviceOf, type Verdict } from '@ebbflow/engine';

/** The verdict of a run that the engine did not come to judge. */
export function failedVerdict(errorClass: ErrorClass): Verdict {
  return {
    status: 'error',
    operations: 0,
    transferBytes: 0,
    cycles: 0,
    modules: [],
    omittedExecutions: 0,
    incomplete: [],
    warnings: [],
    advice: adviceOf([{ class: errorClass, effect: 'halted' }]),
    error: {
      class: errorClass,
      message: 'The run could not be carried out; the operator of this installation can see why.',
    },
  };
}
