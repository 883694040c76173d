import type { FilterOperation, FilterOperator, FilterType } from '@ebbflow/blueprint';
import type { Value } from '@ebbflow/connector-sdk';
import { toBoolean, toDate, toNumber, toText, toTime } from '@ebbflow/expressions';
import { toModuleError } from '../to-module-error.ts';
import { arrayHolds } from './array-holds.ts';
import { matchesPattern } from './matches-pattern.ts';
import { orderHolds } from './order-holds.ts';

type TypedOperator = Exclude<FilterOperator, { type: 'any' }>;

/**
 * Answers one condition. Operands are coerced to the operator's type; a missing one is no number, date or time, so no order
 * holds for it and it equals nothing (and "not equal" holds).
 * @throws ModuleError DataError when an operand that is there cannot be coerced
 */
export function compareOperands(operator: TypedOperator, a: Value, b: Value, timezone: string): boolean {
  try {
    const { operation } = operator;
    // Every "not" is the plain negation of its positive form.
    if (operation.startsWith('not')) {
      return !holds({ ...operator, operation: operation.slice('not'.length) as FilterOperation }, a, b, timezone);
    }
    return holds(operator, a, b, timezone);
  } catch (error) {
    throw toModuleError(error);
  }
}

function holds(operator: TypedOperator, a: Value, b: Value, timezone: string): boolean {
  const { type, operation, ignoresCase } = operator;
  switch (type) {
    case 'text':
      return textHolds(operation, fold(toText(a), ignoresCase), toText(b), ignoresCase);
    case 'boolean':
      return toBoolean(a) === toBoolean(b);
    case 'array':
      return arrayHolds(operation, a, b, ignoresCase);
    case 'number':
    case 'date':
    case 'time':
      return isMissing(a) || isMissing(b)
        ? false
        : orderHolds(operation, toOrdinal(type, a, timezone), toOrdinal(type, b, timezone));
  }
}

function textHolds(operation: FilterOperation, text: string, written: string, ignoresCase: boolean): boolean {
  if (operation === 'pattern') return matchesPattern(text, written, ignoresCase);
  const other = fold(written, ignoresCase);
  if (operation === 'contain') return text.includes(other);
  if (operation === 'startwith') return text.startsWith(other);
  if (operation === 'endwith') return text.endsWith(other);
  return text === other;
}

function toOrdinal(type: Extract<FilterType, 'number' | 'date' | 'time'>, value: Value, timezone: string): number {
  if (type === 'number') return toNumber(value);
  if (type === 'date') return toDate(value, timezone).getTime();
  const [hours, minutes, seconds] = toTime(value).split(':').map(Number);
  return (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

function isMissing(value: Value): boolean {
  return value === undefined || value === null || value === '';
}

function fold(text: string, ignoresCase: boolean): string {
  return ignoresCase ? text.toLowerCase() : text;
}
