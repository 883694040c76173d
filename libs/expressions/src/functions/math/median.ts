import { finite } from '../finite.ts';
import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const medianFunction = defineFunction({
  name: 'median',
  category: 'math',
  summary: 'The middle one of the numbers in order, or the mean of the middle two.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [
    { expression: 'median(5; 1; 3)', result: 3 },
    { expression: 'median(1.list)', data: { 1: { list: [4, 1, 3, 2] } }, result: 2.5 },
  ],
  evaluate: ([given], evaluation) => {
    const numbers = numbersIn(given, evaluation).sort((left, right) => left - right);
    const upper = numbers[Math.floor(numbers.length / 2)];
    const lower = numbers[Math.ceil(numbers.length / 2) - 1];
    return upper === undefined || lower === undefined ? undefined : finite((lower + upper) / 2);
  },
});
