import { equals } from '../../comparison/equals.ts';
import { defineFunction } from '../define-function.ts';
import { any, lazy, rest } from '../parameter.ts';

export const ifinFunction = defineFunction({
  name: 'ifin',
  category: 'general',
  summary: 'The last value but one when the first equals one of those between, else the last.',
  parameters: [any('value'), rest(lazy('candidate; …; value if found; value if not'))],
  examples: [
    { expression: 'ifin("B"; "A"; "B"; "yes"; "no")', result: 'yes' },
    { expression: 'ifin("D"; "A"; "B"; "yes"; "no")', result: 'no' },
    { expression: 'ifin("X"; "X"; "found"; "not found")', result: 'found' },
  ],
  evaluate: ([value, others], evaluation) => {
    const isFound = others.slice(0, -2).some((candidate) => equals(value, candidate(), evaluation));
    return others.at(isFound ? -2 : -1)?.();
  },
});
