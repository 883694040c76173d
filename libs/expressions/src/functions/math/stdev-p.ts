import { numbersIn } from '../numbers-in.ts';
import { standardDeviation } from '../standard-deviation.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const stdevPFunction = defineFunction({
  name: 'stdevP',
  category: 'math',
  summary: 'The standard deviation of a whole population.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [{ expression: 'stdevP(2; 4; 4; 4; 5; 5; 7; 9)', result: 2 }],
  evaluate: ([given], evaluation) => standardDeviation(numbersIn(given, evaluation), 0),
});
