import { ModuleError, readNumber } from '@ebbflow/connector-sdk';
import { madeOnDemand } from '../bundle-sequence.ts';
import { evaluateMapper } from '../evaluation.ts';
import { computeStep } from './compute.step.ts';

const MOST_REPEATS = 10_000;

/** `repeats` bundles with `i` = start, start + step, … */
export const repeaterStep = computeStep((module, frame, run) => {
  const mapped = evaluateMapper(module, frame, run);
  const repeats = readNumber(mapped, 'repeats') ?? 1;
  const start = readNumber(mapped, 'start') ?? 1;
  const step = readNumber(mapped, 'step') ?? 1;
  if (!Number.isInteger(repeats) || repeats < 0 || repeats > MOST_REPEATS) {
    throw new ModuleError(
      'DataError',
      `The number of repeats must be a whole number from 0 to ${String(MOST_REPEATS)}.`,
    );
  }
  return madeOnDemand(repeats, (index) => ({ i: start + index * step }));
});
