import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const numberFunction = defineFunction({
  name: 'number',
  category: 'math',
  summary: 'The number a text is written as.',
  parameters: [number('text')],
  examples: [{ expression: 'number("12.5")', result: 12.5 }],
  evaluate: ([value]) => value,
});
