import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const trimFunction = defineFunction({
  name: 'trim',
  category: 'text',
  summary: 'The text without white space at its start and end.',
  parameters: [text('text')],
  examples: [{ expression: 'trim("  a b  ")', result: 'a b' }],
  evaluate: ([given]) => given.trim(),
});
