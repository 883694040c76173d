import { ownKeys, readOwn, writeOwn } from '../../evaluate/own-property.ts';
import { toCollection } from '../../coerce/to-collection.ts';
import { type Collection, isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any, rest } from '../parameter.ts';

export const mergeCollectionsFunction = defineFunction({
  name: 'mergeCollections',
  category: 'general',
  summary: 'One collection of the keys of all; where two have the same key, the later one wins.',
  parameters: [rest(any('collection'))],
  examples: [
    {
      expression: 'mergeCollections(1.a; 1.b)',
      data: { 1: { a: { x: 1, y: 2 }, b: { y: 3 } } },
      result: { x: 1, y: 3 },
    },
  ],
  evaluate: ([sources], evaluation) => {
    const merged: Collection = {};
    for (const source of sources.filter(isPresent).map(toCollection)) {
      const keys = ownKeys(source);
      evaluation.step(keys.length);
      for (const key of keys) writeOwn(merged, key, readOwn(source, key));
    }
    return merged;
  },
});
