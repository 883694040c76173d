import { finite } from '../finite.ts';
import { numbersIn } from '../numbers-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const sumFunction = defineFunction({
  name: 'sum',
  category: 'math',
  summary: 'The sum of the numbers given, or of those in an array; empty values do not count.',
  parameters: [rest(anyOrList('number or array'))],
  examples: [
    { expression: 'sum(1; 2; 3)', result: 6 },
    { expression: 'sum(1.items[].price)', data: { 1: { items: [{ price: 10 }, { price: '2.5' }, {}] } }, result: 12.5 },
    { expression: 'sum(emptyarray)', result: 0 },
  ],
  evaluate: ([given], evaluation) => finite(numbersIn(given, evaluation).reduce((sum, value) => sum + value, 0)),
});
