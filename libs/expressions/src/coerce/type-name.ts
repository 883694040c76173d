import { ERASE, IGNORE, type Value } from '../value.ts';

/** The name of a value's type as the mapper shows it; safe in messages, which never carry the value itself. */
export function typeName(value: Value): string {
  if (value === undefined || value === null || value === IGNORE || value === ERASE) return 'empty';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Date) return 'date';
  if (value instanceof Uint8Array) return 'buffer';
  return Array.isArray(value) ? 'array' : 'collection';
}
