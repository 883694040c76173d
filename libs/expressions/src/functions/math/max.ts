import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const maxFunction = defineFunction({
  name: 'max',
  category: 'math',
  summary: 'The largest of the numbers given, or of those in an array; nothing when there are none.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [
    { expression: 'max(1; 7; 3)', result: 7 },
    { expression: 'max(1.list)', data: { 1: { list: [-1, -2] } }, result: -1 },
  ],
  evaluate: ([given], evaluation) => {
    const [first, ...others] = numbersIn(given, evaluation);
    return others.reduce((largest, value) => Math.max(largest ?? value, value), first);
  },
});
