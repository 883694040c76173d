import { equals } from '../../comparison/equals.ts';
import { defineFunction } from '../define-function.ts';
import { any, rest } from '../parameter.ts';

export const inFunction = defineFunction({
  name: 'in',
  category: 'general',
  summary: 'Whether the first value equals, strictly, one of the others.',
  parameters: [any('value'), rest(any('candidate'))],
  examples: [
    { expression: 'in("B"; "A"; "B"; "C")', result: true },
    { expression: 'in("D"; "A"; "B"; "C")', result: false },
    { expression: 'in("2"; 1; 2; 3)', result: false },
  ],
  evaluate: ([value, candidates], evaluation) => candidates.some((candidate) => equals(value, candidate, evaluation)),
});
