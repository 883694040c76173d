import type { Collection, Value } from '../value.ts';

/** Names that lead to a prototype. They are refused even where the data has them as own keys, so that no later copy of the data can be poisoned. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export function isForbidden(key: string): boolean {
  return FORBIDDEN.has(key);
}

export function readOwn(collection: Collection, key: string): Value {
  return Object.hasOwn(collection, key) && !FORBIDDEN.has(key) ? collection[key] : undefined;
}

/** Assigns, unless the key would reach a prototype. */
export function writeOwn(collection: Collection, key: string, value: Value): void {
  if (!FORBIDDEN.has(key)) collection[key] = value;
}

export function ownKeys(collection: Collection): string[] {
  return Object.keys(collection).filter((key) => !FORBIDDEN.has(key));
}
