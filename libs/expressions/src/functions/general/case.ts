import { defineFunction } from '../define-function.ts';
import { integer, lazy, rest } from '../parameter.ts';

export const caseFunction = defineFunction({
  name: 'case',
  category: 'general',
  summary: 'The value at a 1-based position of the list, null when there is none.',
  parameters: [integer('position'), rest(lazy('value'))],
  examples: [
    { expression: 'case(2; "Sun"; "Mon"; "Tue")', result: 'Mon' },
    { expression: 'case(5; "a"; "b")', result: null },
    { expression: 'case(0; "a"; "b")', result: null },
  ],
  evaluate: ([position, values]) => {
    const chosen = position < 1 ? undefined : values[position - 1];
    return chosen === undefined ? null : chosen();
  },
});
