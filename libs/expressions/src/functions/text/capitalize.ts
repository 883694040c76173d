import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const capitalizeFunction = defineFunction({
  name: 'capitalize',
  category: 'text',
  summary: 'The text with its first character in upper case.',
  parameters: [text('text')],
  examples: [
    { expression: 'capitalize(workfront)', result: 'Workfront' },
    { expression: 'capitalize("hELLO w")', result: 'HELLO w' },
  ],
  evaluate: ([given]) => {
    const [first = ''] = given.slice(0, 2);
    return first.toUpperCase() + given.slice(first.length);
  },
});
