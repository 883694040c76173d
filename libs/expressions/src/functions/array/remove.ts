import { defineFunction } from '../define-function.ts';
import { identityOf } from '../distinct-by.ts';
import { any, array, rest } from '../parameter.ts';

export const removeFunction = defineFunction({
  name: 'remove',
  category: 'array',
  summary: 'The array without the elements equal to one of the values.',
  parameters: [array('array'), rest(any('value'))],
  examples: [{ expression: 'remove(1.list; "b"; 3)', data: { 1: { list: ['a', 'b', 3, 'b'] } }, result: ['a'] }],
  evaluate: ([list, values], evaluation) => {
    evaluation.step(list.length);
    const removed = new Set(values.map((value) => identityOf(value, evaluation)));
    return list.filter((element) => !removed.has(identityOf(element, evaluation)));
  },
});
