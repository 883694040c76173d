import type { Evaluation } from '../../evaluate/evaluation.ts';
import type { Value } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { array, integer, optional } from '../parameter.ts';

export const flattenFunction = defineFunction({
  name: 'flatten',
  category: 'array',
  summary: 'The array with the elements of its inner arrays in their place, down to the given depth (1 when left out).',
  parameters: [array('array'), optional(integer('depth'))],
  examples: [
    { expression: 'flatten(1.list)', data: { 1: { list: [1, [2, [3]]] } }, result: [1, 2, [3]] },
    { expression: 'flatten(1.list; 2)', data: { 1: { list: [1, [2, [3]]] } }, result: [1, 2, 3] },
  ],
  evaluate: ([list, depth = 1], evaluation) => flatten(list, depth, evaluation),
});

/** With an own stack of positions: an array nested ten thousand deep costs no call stack. */
function flatten(list: Value[], depth: number, evaluation: Evaluation): Value[] {
  const flat: Value[] = [];
  const open: { readonly list: Value[]; at: number }[] = [{ list, at: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (top.at >= top.list.length) {
      open.pop();
      continue;
    }
    evaluation.step(1);
    const element = top.list[top.at];
    top.at += 1;
    if (Array.isArray(element) && open.length <= depth) open.push({ list: element, at: 0 });
    else flat.push(element);
  }
  evaluation.ensureElements(flat.length);
  return flat;
}
