import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const floorFunction = defineFunction({
  name: 'floor',
  category: 'math',
  summary: 'The largest whole number that is not greater than the number.',
  parameters: [number('number')],
  examples: [
    { expression: 'floor(1.9)', result: 1 },
    { expression: 'floor(-1.2)', result: -2 },
  ],
  evaluate: ([value]) => Math.floor(value),
});
