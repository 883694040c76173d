import { caseFunction } from './case.ts';
import { equalFunction } from './equal.ts';
import { getFunction } from './get.ts';
import { ifFunction } from './if.ts';
import { ifemptyFunction } from './ifempty.ts';
import { ifinFunction } from './ifin.ts';
import { inFunction } from './in.ts';
import { isBlankFunction } from './is-blank.ts';
import { mergeCollectionsFunction } from './merge-collections.ts';
import { omitFunction } from './omit.ts';
import { pickFunction } from './pick.ts';
import { switchFunction } from './switch.ts';

export const generalFunctions = [
  caseFunction,
  equalFunction,
  getFunction,
  ifFunction,
  ifemptyFunction,
  ifinFunction,
  inFunction,
  isBlankFunction,
  mergeCollectionsFunction,
  omitFunction,
  pickFunction,
  switchFunction,
];
