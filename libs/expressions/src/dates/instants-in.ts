import { toDate } from '../coerce/to-date.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { isPresent, type Value } from '../value.ts';

/** The instants, in milliseconds, of arguments that are dates or arrays of them; empty values are left out. */
export function instantsIn(given: readonly Value[], evaluation: Evaluation): number[] {
  const instants: number[] = [];
  for (const value of given) {
    const list = Array.isArray(value) ? value : [value];
    evaluation.step(list.length);
    for (const element of list) {
      if (isPresent(element)) instants.push(toDate(element, evaluation.scope.timezone).getTime());
    }
  }
  return instants;
}
