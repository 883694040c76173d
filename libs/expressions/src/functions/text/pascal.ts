import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const pascalFunction = defineFunction({
  name: 'pascal',
  category: 'text',
  summary: 'The words of the text joined, each with a capital first letter.',
  parameters: [text('text')],
  examples: [{ expression: 'pascal("hello big-world")', result: 'HelloBigWorld' }],
  evaluate: ([given]) =>
    given
      .toLowerCase()
      .replace(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu, (first) => first.toUpperCase())
      .replace(/[^\p{L}\p{N}]/gu, ''),
});
