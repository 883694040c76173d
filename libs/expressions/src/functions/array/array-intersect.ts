import { defineFunction } from '../define-function.ts';
import { array, rest } from '../parameter.ts';
import { common } from '../set-operations.ts';

export const arrayIntersectFunction = defineFunction({
  name: 'arrayIntersect',
  category: 'array',
  summary: 'The elements that all arrays have.',
  parameters: [array('first array'), rest(array('further array'))],
  examples: [{ expression: 'arrayIntersect(1.a; 1.b)', data: { 1: { a: [1, 2, 3], b: [2, 3, 4] } }, result: [2, 3] }],
  evaluate: ([first, others], evaluation) => others.reduce((shared, other) => common(shared, other, evaluation), first),
});
