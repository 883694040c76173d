import { isPresent, type Value } from '../value.ts';

/** Any number counts as true, 0 included; text is false when empty or `false`; everything else is true when it exists. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '' && value !== 'false';
  return isPresent(value);
}
