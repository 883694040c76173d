import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const startcaseFunction = defineFunction({
  name: 'startcase',
  category: 'text',
  summary: 'The text with every word in lower case but for its first letter.',
  parameters: [text('text')],
  examples: [{ expression: 'startcase(hello WORLD)', result: 'Hello World' }],
  evaluate: ([given]) => given.toLowerCase().replace(/(?<!\S)\S/gu, (first) => first.toUpperCase()),
});
