import { dataError } from '../coerce/data-error.ts';

/** Infinity and NaN have no place in JSON and mean that something went wrong: they are refused where they arise. */
export function finite(result: number): number {
  if (Number.isFinite(result)) return result;
  throw dataError('The result is no finite number.');
}
