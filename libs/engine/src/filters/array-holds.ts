import type { FilterOperation } from '@ebbflow/blueprint';
import { encodeValue, type Value } from '@ebbflow/connector-sdk';
import { toNumber } from '@ebbflow/expressions';
import { orderHolds } from './order-holds.ts';

/** `contain` looks for an element; all other operations compare the array's length with a number. */
export function arrayHolds(operation: FilterOperation, a: Value, b: Value, ignoresCase: boolean): boolean {
  const elements = a === undefined || a === null ? [] : Array.isArray(a) ? a : [a];
  if (operation !== 'contain') return orderHolds(operation, elements.length, toNumber(b));
  const wanted = identity(b, ignoresCase);
  return elements.some((element) => identity(element, ignoresCase) === wanted);
}

/** Operands of a filter are mostly text ("3"), so plain values are compared as they are written; the rest by content. */
function identity(value: Value, ignoresCase: boolean): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = isPlain ? String(value) : JSON.stringify(encodeValue(value));
  return ignoresCase ? text.toLowerCase() : text;
}
