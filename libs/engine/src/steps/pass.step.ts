import { ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { computeStep } from './compute.step.ts';

/** Does nothing and lets the bundle go on: `builtin:Noop`, and triggers of the format itself that stand in the middle. */
export const passStep = computeStep(() => ONE_EMPTY_BUNDLE);
