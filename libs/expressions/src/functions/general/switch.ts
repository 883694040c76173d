import { equals } from '../../comparison/equals.ts';
import { defineFunction } from '../define-function.ts';
import { any, lazy, rest } from '../parameter.ts';

export const switchFunction = defineFunction({
  name: 'switch',
  category: 'general',
  summary:
    'The result that follows the first value equal to the expression; a last value without a partner is the else.',
  parameters: [any('expression'), rest(lazy('value; result'))],
  examples: [
    { expression: 'switch(B; A; 1; B; 2; C; 3)', result: 2 },
    { expression: 'switch(X; A; 1; B; 2; C; 3; 4)', result: 4 },
    { expression: 'switch(X; A; 1)', result: undefined },
  ],
  evaluate: ([expression, branches], evaluation) => {
    for (let at = 0; at + 1 < branches.length; at += 2) {
      if (equals(expression, branches[at]?.(), evaluation)) return branches[at + 1]?.();
    }
    return branches.length % 2 === 1 ? branches.at(-1)?.() : undefined;
  },
});
