import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const sortAscNumFunction = defineFunction({
  name: 'sortAscNum',
  category: 'math',
  summary: 'The numbers given, or those in an array, from small to large.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [{ expression: 'sortAscNum(10; 9; 100)', result: [9, 10, 100] }],
  evaluate: ([given], evaluation) => numbersIn(given, evaluation).sort((left, right) => left - right),
});
