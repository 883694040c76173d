import { defineFunction } from '../define-function.ts';
import { array } from '../parameter.ts';

export const reverseFunction = defineFunction({
  name: 'reverse',
  category: 'array',
  summary: 'The array from its last element to its first.',
  parameters: [array('array')],
  examples: [{ expression: 'reverse(1.list)', data: { 1: { list: [1, 2, 3] } }, result: [3, 2, 1] }],
  evaluate: ([list], evaluation) => {
    evaluation.step(list.length);
    return list.toReversed();
  },
});
