import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const powerFunction = defineFunction({
  name: 'power',
  category: 'math',
  summary: 'The number raised to a power.',
  parameters: [number('number'), number('power')],
  examples: [{ expression: 'power(2; 10)', result: 1024 }],
  evaluate: ([base, exponent]) => finite(base ** exponent),
});
