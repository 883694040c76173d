import { defineFunction } from '../define-function.ts';
import { any, array, rest } from '../parameter.ts';

export const addFunction = defineFunction({
  name: 'add',
  category: 'array',
  summary: 'The array with the values added at its end.',
  parameters: [array('array'), rest(any('value'))],
  examples: [
    { expression: 'add(1.list; "c"; "d")', data: { 1: { list: ['a', 'b'] } }, result: ['a', 'b', 'c', 'd'] },
    { expression: 'add(emptyarray; 1)', result: [1] },
  ],
  evaluate: ([list, values], evaluation) => {
    evaluation.ensureElements(list.length + values.length);
    return [...list, ...values];
  },
});
