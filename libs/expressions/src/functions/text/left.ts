import { defineFunction } from '../define-function.ts';
import { integer, text } from '../parameter.ts';

export const leftFunction = defineFunction({
  name: 'left',
  category: 'text',
  summary: 'The first characters of the text.',
  parameters: [text('text'), integer('count')],
  examples: [{ expression: 'left("Hello"; 2)', result: 'He' }],
  evaluate: ([given, count]) => given.slice(0, Math.max(count, 0)),
});
