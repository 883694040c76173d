import { ownKeys } from '../../evaluate/own-property.ts';
import { toCollection } from '../../coerce/to-collection.ts';
import { isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any } from '../parameter.ts';

export const keysFunction = defineFunction({
  name: 'keys',
  category: 'array',
  summary: 'The names of the fields of a collection, or the positions of the elements of an array.',
  parameters: [any('collection or array')],
  examples: [
    { expression: 'keys(1.user)', data: { 1: { user: { name: 'Ann', age: 3 } } }, result: ['name', 'age'] },
    { expression: 'keys(1.list)', data: { 1: { list: ['a', 'b'] } }, result: ['1', '2'] },
  ],
  evaluate: ([source], evaluation) => {
    if (!isPresent(source)) return [];
    const keys = Array.isArray(source) ? source.map((_, index) => String(index + 1)) : ownKeys(toCollection(source));
    evaluation.step(keys.length);
    return keys;
  },
});
