import { defineFunction } from '../define-function.ts';
import { integer, optional, text } from '../parameter.ts';

export const indexOfFunction = defineFunction({
  name: 'indexOf',
  category: 'text',
  summary: 'The 0-based position of the first occurrence of a text from a start on, -1 when there is none.',
  parameters: [text('text'), text('value'), optional(integer('start'))],
  examples: [
    { expression: 'indexOf(Workfront; o)', result: 1 },
    { expression: 'indexOf(Workfront; x)', result: -1 },
    { expression: 'indexOf(Workfront; o; 3)', result: 6 },
  ],
  evaluate: ([where, what, start]) => where.indexOf(what, start),
});
