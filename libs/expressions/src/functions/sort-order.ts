import { toText } from '../coerce/to-text.ts';
import { typeName } from '../coerce/type-name.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { isPresent, type Value } from '../value.ts';

/** Types in the order they come when an array mixes them, so that no comparison fails. */
const RANK = new Map([
  ['number', 0],
  ['date', 1],
  ['boolean', 2],
  ['text', 3],
  ['buffer', 4],
  ['array', 5],
  ['collection', 6],
]);

type CompareSigned = (left: Value, right: Value, sign: 1 | -1) => number;

/** Compares numbers by size, dates by time, texts character by character; empty values always come last. */
export function sortOrder(ignoreCase: boolean, evaluation: Evaluation): CompareSigned {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  return (left, right, sign) => {
    evaluation.step(1);
    if (!isPresent(left) || !isPresent(right)) return Number(!isPresent(left)) - Number(!isPresent(right));
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    if (typeof left === 'string' && typeof right === 'string') return sign * textOrder(fold(left), fold(right));
    if (left instanceof Date && right instanceof Date) return sign * (left.getTime() - right.getTime());
    const ranks = (RANK.get(typeName(left)) ?? 9) - (RANK.get(typeName(right)) ?? 9);
    if (ranks !== 0 || typeof left === 'object' || typeof right === 'object') return sign * ranks;
    return sign * textOrder(toText(left), toText(right));
  };
}

function textOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
