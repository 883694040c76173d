import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const encodeURLFunction = defineFunction({
  name: 'encodeURL',
  category: 'text',
  summary: 'The text with characters that mean something in an address percent-encoded.',
  parameters: [text('text')],
  examples: [{ expression: 'encodeURL("a b&c/ž")', result: 'a%20b%26c%2F%C5%BE' }],
  evaluate: ([given]) => encodeURIComponent(given.toWellFormed()),
});
