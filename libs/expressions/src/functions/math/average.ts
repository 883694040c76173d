import { finite } from '../finite.ts';
import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const averageFunction = defineFunction({
  name: 'average',
  category: 'math',
  summary: 'The mean of the numbers given, or of those in an array; nothing when there are none.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [
    { expression: 'average(1; 2; 6)', result: 3 },
    { expression: 'average(1.list)', data: { 1: { list: [1, 3] } }, result: 2 },
    { expression: 'average(emptyarray)', result: undefined },
  ],
  evaluate: ([given], evaluation) => {
    const numbers = numbersIn(given, evaluation);
    return numbers.length === 0 ? undefined : finite(numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
  },
});
