import { toText } from '../../coerce/to-text.ts';
import { equals } from '../../comparison/equals.ts';
import { defineFunction } from '../define-function.ts';
import { any, anyOrList } from '../parameter.ts';

export const containsFunction = defineFunction({
  name: 'contains',
  category: 'text',
  summary: 'Whether a text contains another, or an array an element equal to the value.',
  parameters: [anyOrList('text or array'), any('value')],
  examples: [
    { expression: 'contains("Hello World"; "Hello")', result: true },
    { expression: 'contains(Hello World; Bye)', result: false },
    { expression: 'contains(1.tags[]; "b")', data: { 1: { tags: ['a', 'b'] } }, result: true },
    { expression: 'contains(1.tags; 1)', data: { 1: { tags: ['1'] } }, result: false },
  ],
  evaluate: ([where, what], evaluation) => {
    if (!Array.isArray(where)) return toText(where, evaluation.budget).includes(toText(what, evaluation.budget));
    evaluation.step(where.length);
    return where.some((element) => equals(element, what, evaluation));
  },
});
