import type { Stack } from '@lezer/lr';
import { AndWord, OrWord } from './generated/expression.parser.terms.ts';

/**
 * `and` and `or` are operators only where an operand has just ended: elsewhere they stay words, so that `or(1.a; 1.b)`
 * is reported as an unknown function and not as a syntax error.
 */
export function logicWord(word: string, stack: Stack): number {
  if ((word === 'and' || word === 'AND') && stack.canShift(AndWord)) return AndWord;
  if ((word === 'or' || word === 'OR') && stack.canShift(OrWord)) return OrWord;
  return -1;
}
