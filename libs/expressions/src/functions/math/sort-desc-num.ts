import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const sortDescNumFunction = defineFunction({
  name: 'sortDescNum',
  category: 'math',
  summary: 'The numbers given, or those in an array, from large to small.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [{ expression: 'sortDescNum(10; 9; 100)', result: [100, 10, 9] }],
  evaluate: ([given], evaluation) => numbersIn(given, evaluation).sort((left, right) => right - left),
});
