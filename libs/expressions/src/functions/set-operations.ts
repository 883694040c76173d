import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';
import { identityOf } from './distinct-by.ts';

function identities(list: readonly Value[], evaluation: Evaluation): Set<unknown> {
  evaluation.step(list.length);
  return new Set(list.map((element) => identityOf(element, evaluation)));
}

export function without(list: readonly Value[], others: readonly Value[], evaluation: Evaluation): Value[] {
  const unwanted = identities(others, evaluation);
  evaluation.step(list.length);
  return list.filter((element) => !unwanted.has(identityOf(element, evaluation)));
}

export function common(list: readonly Value[], others: readonly Value[], evaluation: Evaluation): Value[] {
  const wanted = identities(others, evaluation);
  evaluation.step(list.length);
  return list.filter((element) => wanted.has(identityOf(element, evaluation)));
}
