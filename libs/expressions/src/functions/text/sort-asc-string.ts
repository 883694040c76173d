import { textsIn } from '../texts-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const sortAscStringFunction = defineFunction({
  name: 'sortAscString',
  category: 'text',
  summary: 'The texts given, or those in an array, in ascending order.',
  parameters: [rest(anyOrList('text or array'))],
  examples: [{ expression: 'sortAscString("b"; "a"; "c")', result: ['a', 'b', 'c'] }],
  evaluate: ([given], evaluation) =>
    textsIn(given, evaluation).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
});
