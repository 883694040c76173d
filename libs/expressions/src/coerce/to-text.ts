import { type Budget, defaultBudget } from '../evaluate/budget.ts';
import { outputExceeded } from '../evaluate/meter.ts';
import { isPresent, type Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { typeName } from './type-name.ts';

/** Strict, because bytes carry no encoding here: what is no UTF-8 is no text. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of a value: numbers and booleans as written, dates in ISO 8601 (UTC), empty as '', an array of plain values
 * joined by commas, bytes when they are UTF-8.
 * @throws EvaluationError DataError for a collection, an array that holds one, or other bytes
 */
export function toText(value: Value, budget: Budget = defaultBudget): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isPresent(value)) return '';
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return bufferText(value, budget);
  if (Array.isArray(value)) return arrayText(value, budget);
  throw dataError('A collection cannot be used as text; map one of its fields or use toString.');
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) throw dataError('The date is not valid and cannot be used as text.');
  return value.toISOString();
}

function bufferText(value: Uint8Array, budget: Budget): string {
  if (value.byteLength > budget.outputBytes) throw outputExceeded(budget);
  try {
    return utf8.decode(value);
  } catch {
    throw dataError('The binary data is not UTF-8 text; use base64 or a hash to turn it into text.');
  }
}

function arrayText(value: readonly Value[], budget: Budget): string {
  let text = '';
  for (const [index, element] of value.entries()) {
    if (Array.isArray(element) || typeName(element) === 'collection') {
      throw dataError(`An array that holds a ${typeName(element)} cannot be used as text; use map, join or toString.`);
    }
    text += index === 0 ? toText(element, budget) : `,${toText(element, budget)}`;
    if (text.length > budget.outputBytes) throw outputExceeded(budget);
  }
  return text;
}
