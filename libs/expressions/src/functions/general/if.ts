import { toBoolean } from '../../coerce/to-boolean.ts';
import { defineFunction } from '../define-function.ts';
import { any, lazy } from '../parameter.ts';

export const ifFunction = defineFunction({
  name: 'if',
  category: 'general',
  summary: 'The first value when the condition holds, else the second; the other one is not evaluated.',
  parameters: [any('condition'), lazy('value if true'), lazy('value if false')],
  examples: [
    { expression: 'if(1 = 1; A; B)', result: 'A' },
    { expression: 'if(1 = 2; A; B)', result: 'B' },
    { expression: 'if(1 = 2 and 1 = 2; A; B)', result: 'B' },
    { expression: 'if(1.missing; A; B)', data: { 1: {} }, result: 'B' },
    { expression: 'if(0; A; B)', result: 'A' },
    { expression: 'if(1.date; formatDate(1.date; "YYYY"); "none")', data: { 1: {} }, result: 'none' },
  ],
  evaluate: ([condition, whenTrue, whenFalse]) => (toBoolean(condition) ? whenTrue() : whenFalse()),
});
