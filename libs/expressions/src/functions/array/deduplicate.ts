import { distinctBy } from '../distinct-by.ts';
import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';

export const deduplicateFunction = defineFunction({
  name: 'deduplicate',
  category: 'array',
  summary: 'The array without repetitions; the first of equal values stays.',
  parameters: [array('array')],
  examples: [
    { expression: 'deduplicate(1.list)', data: { 1: { list: ['a', 'b', 'a', 1, '1'] } }, result: ['a', 'b', 1, '1'] },
    { expression: 'deduplicate(1.list)', data: { 1: { list: [{ x: 1 }, { x: 1 }] } }, result: [{ x: 1 }] },
  ],
  evaluate: ([list], evaluation) => distinctBy(list, (element) => element, evaluation),
});
