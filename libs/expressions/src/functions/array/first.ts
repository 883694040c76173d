import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';

export const firstFunction = defineFunction({
  name: 'first',
  category: 'array',
  summary: 'The first element; nothing when the array is empty.',
  parameters: [array('array')],
  examples: [
    { expression: 'first(1.list)', data: { 1: { list: ['a', 'b'] } }, result: 'a' },
    { expression: 'first(1.list[]).name', data: { 1: { list: [{ name: 'x' }] } }, result: 'x' },
    { expression: 'first(emptyarray)', result: undefined },
  ],
  evaluate: ([list]) => list[0],
});
