import type { Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { typeName } from './type-name.ts';

/** No number in decimal notation is longer and still means anything to a double. */
const LONGEST = 400;

/** The number a text is written as, in decimal or exponent notation; undefined when it is none. */
export function parseNumberText(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  // Number() also takes '', '0x1f', '0b1' and '1_000'-like forms of JavaScript that no other system writes.
  if (trimmed === '' || /[^0-9eE+.-]/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * A number as it is, or the number a text is written as.
 * @throws EvaluationError DataError for anything else, also for empty values
 */
export function toNumber(value: Value): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const number = typeof value === 'string' ? parseNumberText(value) : undefined;
  if (number === undefined) {
    const what = typeof value === 'string' ? 'this text' : `a value of type ${typeName(value)}`;
    throw dataError(`A number is needed here, and ${what} is none.`);
  }
  return number;
}
