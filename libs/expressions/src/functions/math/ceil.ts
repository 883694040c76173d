import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const ceilFunction = defineFunction({
  name: 'ceil',
  category: 'math',
  summary: 'The smallest whole number that is not less than the number.',
  parameters: [number('number')],
  examples: [
    { expression: 'ceil(1.2)', result: 2 },
    { expression: 'ceil(4)', result: 4 },
  ],
  evaluate: ([value]) => Math.ceil(value),
});
