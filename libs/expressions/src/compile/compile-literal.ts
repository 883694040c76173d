import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Value } from '../value.ts';

const constants = new WeakMap<Evaluate, { readonly value: Value }>();

/** A node that always answers the same; the template and the calls look it up to do their work once. */
export function constant(value: Value): Evaluate {
  const evaluate: Evaluate = () => value;
  constants.set(evaluate, { value });
  return evaluate;
}

/** The value of a constant node, in a box because the value itself may be undefined. */
export function constantOf(evaluate: Evaluate): { readonly value: Value } | undefined {
  return constants.get(evaluate);
}

/** `"a ""quoted"" word"` or `'…'`: the quote is doubled inside, a backslash is an ordinary character. Also `\\"hot\\"`. */
export function stringValue(literal: string): string {
  if (literal.startsWith('\\')) return literal.slice(2, -2);
  const quote = literal.charAt(0);
  return literal.slice(1, -1).replaceAll(quote + quote, quote);
}

/** `` `Full Name` `` */
export function quotedName(literal: string): string {
  return literal.slice(1, -1).replaceAll('``', '`');
}
