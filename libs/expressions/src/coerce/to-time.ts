import type { Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { typeName } from './type-name.ts';

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * A time of day as `HH:mm:ss`; seconds may be left out.
 * @throws EvaluationError DataError for other text and other types
 */
export function toTime(value: Value): string {
  const match = typeof value === 'string' && value.length <= 20 ? TIME.exec(value.trim()) : null;
  const [, hours = '', minutes = '', seconds = '00'] = match ?? [];
  if (match === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    throw dataError(`A time as hours:minutes:seconds is needed here, not this value of type ${typeName(value)}.`);
  }
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}
