import { numbersIn } from '../numbers-in.ts';
import { standardDeviation } from '../standard-deviation.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const stdevSFunction = defineFunction({
  name: 'stdevS',
  category: 'math',
  summary: 'The standard deviation of a sample of a population.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [{ expression: 'stdevS(1; 2; 3; 4; 5)', result: 1.5811388300841898 }],
  evaluate: ([given], evaluation) => standardDeviation(numbersIn(given, evaluation), 1),
});
