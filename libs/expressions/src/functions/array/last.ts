import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';

export const lastFunction = defineFunction({
  name: 'last',
  category: 'array',
  summary: 'The last element; nothing when the array is empty.',
  parameters: [array('array')],
  examples: [{ expression: 'last(1.list)', data: { 1: { list: ['a', 'b'] } }, result: 'b' }],
  evaluate: ([list]) => list.at(-1),
});
