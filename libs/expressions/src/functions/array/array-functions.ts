import { addFunction } from './add.ts';
import { arrayDiffFunction } from './array-diff.ts';
import { arrayDifferenceFunction } from './array-difference.ts';
import { arrayElementFunction } from './array-element.ts';
import { arrayIntersectFunction } from './array-intersect.ts';
import { deduplicateFunction } from './deduplicate.ts';
import { distinctFunction } from './distinct.ts';
import { firstFunction } from './first.ts';
import { flattenFunction } from './flatten.ts';
import { joinFunction } from './join.ts';
import { keysFunction } from './keys.ts';
import { lastFunction } from './last.ts';
import { mapFunction } from './map.ts';
import { mergeFunction } from './merge.ts';
import { removeFunction } from './remove.ts';
import { reverseFunction } from './reverse.ts';
import { shuffleFunction } from './shuffle.ts';
import { sliceFunction } from './slice.ts';
import { sortFunction } from './sort.ts';
import { toArrayFunction } from './to-array.ts';
import { toCollectionFunction } from './to-collection.ts';

export const arrayFunctions = [
  addFunction,
  arrayDiffFunction,
  arrayDifferenceFunction,
  arrayElementFunction,
  arrayIntersectFunction,
  deduplicateFunction,
  distinctFunction,
  firstFunction,
  flattenFunction,
  joinFunction,
  keysFunction,
  lastFunction,
  mapFunction,
  mergeFunction,
  removeFunction,
  reverseFunction,
  shuffleFunction,
  sliceFunction,
  sortFunction,
  toArrayFunction,
  toCollectionFunction,
];
