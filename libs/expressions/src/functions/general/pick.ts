import { readOwn, writeOwn } from '../../evaluate/own-property.ts';
import type { Collection } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { collection, rest, text } from '../parameter.ts';

export const pickFunction = defineFunction({
  name: 'pick',
  category: 'general',
  summary: 'The collection reduced to the given keys; keys it does not have are left out.',
  parameters: [collection('collection'), rest(text('key'))],
  examples: [
    {
      expression: 'pick(1.user; name; none)',
      data: { 1: { user: { name: 'Ann', password: 'x' } } },
      result: { name: 'Ann' },
    },
  ],
  evaluate: ([source, keys]) => {
    const picked: Collection = {};
    for (const key of keys) if (Object.hasOwn(source, key)) writeOwn(picked, key, readOwn(source, key));
    return picked;
  },
});
