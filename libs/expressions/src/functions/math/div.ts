import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number, rest } from '../parameter.ts';

export const divFunction = defineFunction({
  name: 'div',
  category: 'math',
  summary: 'The first number divided by each of the others in turn.',
  parameters: [number('number'), rest(number('divisor'))],
  examples: [{ expression: 'div(20; 2; 5)', result: 2 }],
  evaluate: ([first, others]) => finite(others.reduce((quotient, value) => quotient / value, first)),
});
