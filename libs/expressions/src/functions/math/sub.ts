import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number, rest } from '../parameter.ts';

export const subFunction = defineFunction({
  name: 'sub',
  category: 'math',
  summary: 'The first number less each of the others in turn.',
  parameters: [number('number'), rest(number('subtrahend'))],
  examples: [{ expression: 'sub(10; 2; 3)', result: 5 }],
  evaluate: ([first, others]) => finite(others.reduce((difference, value) => difference - value, first)),
});
