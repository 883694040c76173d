import type { Value } from '../value.ts';
import type { Evaluation } from './evaluation.ts';

/** One compiled node: reads the scope, answers a value. */
export type Evaluate = (evaluation: Evaluation) => Value;
