import { textsIn } from '../texts-in.ts';
import { defineFunction } from '../define-function.ts';
import { anyOrList, rest } from '../parameter.ts';

export const sortDescStringFunction = defineFunction({
  name: 'sortDescString',
  category: 'text',
  summary: 'The texts given, or those in an array, in descending order.',
  parameters: [rest(anyOrList('text or array'))],
  examples: [{ expression: 'sortDescString("b"; "a"; "c")', result: ['c', 'b', 'a'] }],
  evaluate: ([given], evaluation) =>
    textsIn(given, evaluation).sort((left, right) => (left < right ? 1 : left > right ? -1 : 0)),
});
