import { dataError } from '../coerce/data-error.ts';
import { toNumber } from '../coerce/to-number.ts';
import type { Value } from '../value.ts';

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** In the order of the language, where Sunday is the first. */
export const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** 1-based position of a name, whole or by its first three letters, in any case; undefined when it is none. */
export function positionOfName(text: string, names: readonly string[]): number | undefined {
  const wanted = text.trim().toLowerCase();
  const index = names.findIndex((name) => name.toLowerCase() === wanted || name.slice(0, 3).toLowerCase() === wanted);
  return index < 0 ? undefined : index + 1;
}

/** A whole number, or the position of a name. */
export function namedNumber(value: Value, names: readonly string[]): number {
  const position = typeof value === 'string' && value.length <= 20 ? positionOfName(value, names) : undefined;
  if (position !== undefined) return position;
  try {
    return Math.trunc(toNumber(value));
  } catch {
    throw dataError(`A number or an English name such as ${names[0] ?? ''} is needed here.`);
  }
}
