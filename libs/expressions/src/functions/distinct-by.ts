import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';
import { canonicalText } from './canonical-text.ts';

/** Keeps the first element of every group with the same aspect; in linear time, by a text that stands for the aspect. */
export function distinctBy(list: readonly Value[], aspect: (element: Value) => Value, evaluation: Evaluation): Value[] {
  const seen = new Set<unknown>();
  evaluation.step(list.length);
  return list.filter((element) => {
    const key = identityOf(aspect(element), evaluation);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Something a Set or Map can compare in place of the value itself: equal exactly when `equals` says so. */
export function identityOf(value: Value, evaluation: Evaluation): unknown {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `text:${value}` : value;
  return `json:${canonicalText(value, evaluation)}`;
}
