import { isPresent, type Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { toText } from './to-text.ts';
import { typeName } from './type-name.ts';

const utf8 = new TextEncoder();

/**
 * Bytes as they are; text, numbers, booleans and dates as UTF-8 of their text; empty as no bytes.
 * @throws EvaluationError DataError for arrays and collections
 */
export function toBuffer(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (isPresent(value) && typeof value === 'object' && !(value instanceof Date)) {
    throw dataError(`Binary data is needed here, not a value of type ${typeName(value)}.`);
  }
  return utf8.encode(toText(value));
}
