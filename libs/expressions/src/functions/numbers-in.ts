import { toNumber } from '../coerce/to-number.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { isPresent, type Value } from '../value.ts';

/** The numbers of arguments that are numbers or arrays of them; empty values are left out, text is converted. */
export function numbersIn(given: readonly Value[], evaluation: Evaluation): number[] {
  const numbers: number[] = [];
  for (const value of given) {
    const list = Array.isArray(value) ? value : [value];
    evaluation.step(list.length);
    for (const element of list) if (isPresent(element) && element !== '') numbers.push(toNumber(element));
  }
  return numbers;
}
