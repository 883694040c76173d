import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const sqrtFunction = defineFunction({
  name: 'sqrt',
  category: 'math',
  summary: 'The square root.',
  parameters: [number('number')],
  examples: [{ expression: 'sqrt(9)', result: 3 }],
  evaluate: ([value]) => finite(Math.sqrt(value)),
});
