import { dataError } from '../coerce/data-error.ts';
import { toNumber } from '../coerce/to-number.ts';
import { toText } from '../coerce/to-text.ts';
import { compare } from '../comparison/compare.ts';
import { equals } from '../comparison/equals.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';

export type BinaryOperator = (left: Value, right: Value, evaluation: Evaluation) => Value;

/** In arithmetic a date counts as its milliseconds: `date − date` and `date − number` give milliseconds. */
function operand(value: Value): number {
  if (typeof value === 'number') return value;
  return value instanceof Date ? value.getTime() : toNumber(value);
}

function finite(result: number): number {
  if (Number.isFinite(result)) return result;
  throw dataError('The result is no finite number; was it divided by zero?');
}

/** A text on either side makes it a concatenation. */
function plus(left: Value, right: Value, evaluation: Evaluation): Value {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right);
  if (typeof left !== 'string' && typeof right !== 'string') return finite(operand(left) + operand(right));
  const before = toText(left, evaluation.budget);
  const after = toText(right, evaluation.budget);
  evaluation.ensureSize(before.length + after.length);
  return before + after;
}

const ordered =
  (holds: (order: number) => boolean): BinaryOperator =>
  (left, right, evaluation) => {
    const order = compare(left, right, evaluation.scope.timezone);
    return order !== undefined && holds(order);
  };

const isEqual: BinaryOperator = (left, right, evaluation) => equals(left, right, evaluation);
const isUnequal: BinaryOperator = (left, right, evaluation) => !equals(left, right, evaluation);

export const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ['+', plus],
  ['-', (left, right) => finite(operand(left) - operand(right))],
  ['*', (left, right) => finite(operand(left) * operand(right))],
  ['/', (left, right) => finite(operand(left) / operand(right))],
  ['%', (left, right) => finite(operand(left) % operand(right))],
  ['=', isEqual],
  ['==', isEqual],
  ['===', isEqual],
  ['!=', isUnequal],
  ['!==', isUnequal],
  ['<', ordered((order) => order < 0)],
  ['<=', ordered((order) => order <= 0)],
  ['>', ordered((order) => order > 0)],
  ['>=', ordered((order) => order >= 0)],
]);

export function negate(value: Value): number {
  return -operand(value);
}

export function affirm(value: Value): number {
  return operand(value);
}
