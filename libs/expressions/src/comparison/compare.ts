import { dataError } from '../coerce/data-error.ts';
import { toDate } from '../coerce/to-date.ts';
import { toNumber } from '../coerce/to-number.ts';
import { typeName } from '../coerce/type-name.ts';
import { isPresent, type Value } from '../value.ts';

/**
 * Negative when `left` comes first, 0 when neither does, undefined when one of them is empty (then no order holds).
 * Two texts compare character by character; a number makes the other a number, a date makes the other a date.
 * @throws EvaluationError DataError when the types have no order or the text does not convert
 */
export function compare(left: Value, right: Value, timezone: string): number | undefined {
  if (!isPresent(left) || !isPresent(right)) return undefined;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Date && typeof right === 'number') return left.getTime() - right;
  if (right instanceof Date && typeof left === 'number') return left - right.getTime();
  if (left instanceof Date || right instanceof Date) {
    return toDate(left, timezone).getTime() - toDate(right, timezone).getTime();
  }
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left) - toNumber(right);
  throw dataError(`Values of type ${typeName(left)} and ${typeName(right)} have no order.`);
}
