import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const lnFunction = defineFunction({
  name: 'ln',
  category: 'math',
  summary: 'The natural logarithm.',
  parameters: [number('number')],
  examples: [{ expression: 'ln(1)', result: 0 }],
  evaluate: ([value]) => finite(Math.log(value)),
});
