import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const minFunction = defineFunction({
  name: 'min',
  category: 'math',
  summary: 'The smallest of the numbers given, or of those in an array; nothing when there are none.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [
    { expression: 'min(4; 2; 3)', result: 2 },
    { expression: 'min(1.list)', data: { 1: { list: [-1, -2] } }, result: -2 },
  ],
  evaluate: ([given], evaluation) => {
    const [first, ...others] = numbersIn(given, evaluation);
    return others.reduce((smallest, value) => Math.min(smallest ?? value, value), first);
  },
});
