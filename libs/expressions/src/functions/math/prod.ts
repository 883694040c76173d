import { finite } from '../finite.ts';
import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const prodFunction = defineFunction({
  name: 'prod',
  category: 'math',
  summary: 'The product of the numbers given, or of those in an array.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [{ expression: 'prod(2; 3; 4)', result: 24 }],
  evaluate: ([given], evaluation) =>
    finite(numbersIn(given, evaluation).reduce((product, value) => product * value, 1)),
});
