import { toText } from '../coerce/to-text.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';

/** The texts of arguments that are texts or arrays of them. */
export function textsIn(given: readonly Value[], evaluation: Evaluation): string[] {
  const texts: string[] = [];
  for (const value of given) {
    const list = Array.isArray(value) ? value : [value];
    evaluation.step(list.length);
    evaluation.ensureElements(texts.length + list.length);
    for (const element of list) texts.push(toText(element, evaluation.budget));
  }
  return texts;
}
