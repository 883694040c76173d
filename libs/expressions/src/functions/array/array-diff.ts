import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';
import { without } from '../set-operations.ts';

export const arrayDiffFunction = defineFunction({
  name: 'arrayDiff',
  category: 'array',
  summary: 'The elements of the first array that the second lacks.',
  parameters: [array('first array'), array('second array')],
  examples: [{ expression: 'arrayDiff(1.a; 1.b)', data: { 1: { a: [1, 2, 3], b: [2] } }, result: [1, 3] }],
  evaluate: ([first, second], evaluation) => without(first, second, evaluation),
});
