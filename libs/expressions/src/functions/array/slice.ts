import { defineFunction } from '../define-function.ts';
import { array, integer, optional } from '../parameter.ts';

export const sliceFunction = defineFunction({
  name: 'slice',
  category: 'array',
  summary: 'The elements from a 0-based start up to, not including, an end; negative positions count from the end.',
  parameters: [array('array'), optional(integer('start')), optional(integer('end'))],
  examples: [
    { expression: 'slice(1.list; 1; 3)', data: { 1: { list: ['a', 'b', 'c', 'd'] } }, result: ['b', 'c'] },
    { expression: 'slice(1.list; -1)', data: { 1: { list: ['a', 'b'] } }, result: ['b'] },
  ],
  evaluate: ([list, start, end], evaluation) => {
    const slice = list.slice(start, end);
    evaluation.step(slice.length);
    return slice;
  },
});
