import { defineFunction } from '../define-function.ts';
import { array, integer } from '../parameter.ts';

export const arrayElementFunction = defineFunction({
  name: 'arrayElement',
  category: 'array',
  summary: 'The element at a 1-based position, null when there is none.',
  parameters: [array('array'), integer('position')],
  examples: [
    { expression: 'arrayElement(1.list; 2)', data: { 1: { list: [10, 20, 30] } }, result: 20 },
    { expression: 'arrayElement(1.list; 5)', data: { 1: { list: [10, 20, 30] } }, result: null },
    { expression: 'arrayElement(1.list; 0)', data: { 1: { list: [10, 20, 30] } }, result: null },
  ],
  evaluate: ([list, position]) => (position < 1 ? null : (list[position - 1] ?? null)),
});
