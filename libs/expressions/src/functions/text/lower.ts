import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const lowerFunction = defineFunction({
  name: 'lower',
  category: 'text',
  summary: 'The text in lower case.',
  parameters: [text('text')],
  examples: [
    { expression: 'lower(Hello)', result: 'hello' },
    { expression: 'lower(1.missing)', data: { 1: {} }, result: '' },
  ],
  evaluate: ([given]) => given.toLowerCase(),
});
