import type { Value } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { array, rest } from '../parameter.ts';

export const mergeFunction = defineFunction({
  name: 'merge',
  category: 'array',
  summary: 'One array of the elements of all.',
  parameters: [rest(array('array'))],
  examples: [{ expression: 'merge(1.a; 1.b)', data: { 1: { a: [1, 2], b: [2, 3] } }, result: [1, 2, 2, 3] }],
  evaluate: ([lists], evaluation) => {
    evaluation.ensureElements(lists.reduce((count, list) => count + list.length, 0));
    return ([] as Value[]).concat(...lists);
  },
});
