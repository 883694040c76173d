import { isPresent, type Value } from '../value.ts';

/** An array as it is; an empty value is the empty array; anything else becomes the only element of one. */
export function toArray(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  return isPresent(value) ? [value] : [];
}
