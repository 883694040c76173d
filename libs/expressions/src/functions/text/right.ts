import { defineFunction } from '../define-function.ts';
import { integer, text } from '../parameter.ts';

export const rightFunction = defineFunction({
  name: 'right',
  category: 'text',
  summary: 'The last characters of the text.',
  parameters: [text('text'), integer('count')],
  examples: [
    { expression: 'right("Hello"; 2)', result: 'lo' },
    { expression: 'right("Hello"; 0)', result: '' },
  ],
  evaluate: ([given, count]) => (count <= 0 ? '' : given.slice(-count)),
});
