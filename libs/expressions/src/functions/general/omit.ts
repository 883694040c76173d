import { ownKeys, readOwn } from '../../evaluate/own-property.ts';
import type { Value } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { collection, rest, text } from '../parameter.ts';

export const omitFunction = defineFunction({
  name: 'omit',
  category: 'general',
  summary: 'The collection without the given keys.',
  parameters: [collection('collection'), rest(text('key'))],
  examples: [
    {
      expression: 'omit(1.user; password)',
      data: { 1: { user: { name: 'Ann', password: 'x' } } },
      result: { name: 'Ann' },
    },
    {
      expression: 'omit(1.user; "name"; "password")',
      data: { 1: { user: { name: 'Ann', password: 'x' } } },
      result: {},
    },
  ],
  evaluate: ([source, omitted], evaluation) => {
    const without = new Set(omitted);
    const keys = ownKeys(source).filter((key) => !without.has(key));
    evaluation.step(keys.length);
    return Object.fromEntries<Value>(keys.map((key) => [key, readOwn(source, key)]));
  },
});
