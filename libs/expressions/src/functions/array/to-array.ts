import { ownKeys, readOwn } from '../../evaluate/own-property.ts';
import { toCollection } from '../../coerce/to-collection.ts';
import { isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any } from '../parameter.ts';

export const toArrayFunction = defineFunction({
  name: 'toArray',
  category: 'array',
  summary: 'A collection as an array of its fields, each with key and value; an array stays as it is.',
  parameters: [any('collection')],
  examples: [
    {
      expression: 'toArray(1.user)',
      data: { 1: { user: { name: 'Ann', age: 3 } } },
      result: [
        { key: 'name', value: 'Ann' },
        { key: 'age', value: 3 },
      ],
    },
  ],
  evaluate: ([source], evaluation) => {
    if (!isPresent(source)) return [];
    if (Array.isArray(source)) return source;
    const fields = toCollection(source);
    const keys = ownKeys(fields);
    evaluation.step(keys.length);
    return keys.map((key) => ({ key, value: readOwn(fields, key) }));
  },
});
