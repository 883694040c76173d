import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const upperFunction = defineFunction({
  name: 'upper',
  category: 'text',
  summary: 'The text in upper case.',
  parameters: [text('text')],
  examples: [{ expression: 'upper("Straße")', result: 'STRASSE' }],
  evaluate: ([given]) => given.toUpperCase(),
});
