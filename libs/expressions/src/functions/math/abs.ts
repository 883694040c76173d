import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const absFunction = defineFunction({
  name: 'abs',
  category: 'math',
  summary: 'The number without its sign.',
  parameters: [number('number')],
  examples: [
    { expression: 'abs(-5)', result: 5 },
    { expression: 'abs("3.5")', result: 3.5 },
  ],
  evaluate: ([value]) => Math.abs(value),
});
