import { dataError } from '../coerce/data-error.ts';

/** @throws EvaluationError DataError when the instant lies outside the years a date can hold */
export function dateFromMillis(millis: number): Date {
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) throw dataError('The resulting date lies outside the range of valid dates.');
  return date;
}
