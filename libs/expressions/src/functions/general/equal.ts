import { equals } from '../../comparison/equals.ts';
import { defineFunction } from '../define-function.ts';
import { any } from '../parameter.ts';

export const equalFunction = defineFunction({
  name: 'equal',
  category: 'general',
  summary: 'Whether two values are equal, strictly: a text never equals a number.',
  parameters: [any('first'), any('second')],
  examples: [
    { expression: 'equal(1; 1)', result: true },
    { expression: 'equal(1; "1")', result: false },
    { expression: 'equal(1.a; 1.b)', data: { 1: { a: { x: [1] }, b: { x: [1] } } }, result: true },
  ],
  evaluate: ([first, second], evaluation) => equals(first, second, evaluation),
});
