import { defineFunction } from '../define-function.ts';
import { integer, optional, text } from '../parameter.ts';

export const substringFunction = defineFunction({
  name: 'substring',
  category: 'text',
  summary: 'The characters from a 0-based start up to, not including, an end.',
  parameters: [text('text'), integer('start'), optional(integer('end'))],
  examples: [
    { expression: 'substring(Hello; 0; 3)', result: 'Hel' },
    { expression: 'substring(Hello; 1; 3)', result: 'el' },
    { expression: 'substring(Hello; 3)', result: 'lo' },
  ],
  evaluate: ([given, start, end]) => given.substring(start, end),
});
