import type { Bundle, Value } from './module-context.ts';
import { ModuleError } from './module-error.ts';

/*
 * Scalars of a mapper are often text ("3", "true"), whatever their type on the canvas. These read one by the type the module
 * needs; absent, null and empty text are `undefined`, so that a module can say its default with `??`.
 */

/** @throws ModuleError DataError when the field holds a collection, an array or bytes */
export function readText(fields: Bundle, key: string): string | undefined {
  const value = present(fields[key]);
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  throw wrongType(key, 'text');
}

/** @throws ModuleError DataError when the field holds no number */
export function readNumber(fields: Bundle, key: string): number | undefined {
  const value = present(fields[key]);
  if (value === undefined || typeof value === 'number') return value;
  const number = typeof value === 'string' ? Number(value.trim()) : Number.NaN;
  if (!Number.isFinite(number)) throw wrongType(key, 'a number');
  return number;
}

/** `false`, `"false"`, `"no"` and `"0"` are no; anything else that is there is yes, as Make coerces. */
export function readBoolean(fields: Bundle, key: string): boolean | undefined {
  const value = present(fields[key]);
  if (value === undefined || typeof value === 'boolean') return value;
  return typeof value === 'string' ? !['false', 'no', '0'].includes(value.trim().toLowerCase()) : true;
}

/** A single value counts as a list of one, as Make coerces. */
export function readList(fields: Bundle, key: string): readonly Value[] {
  const value = present(fields[key]);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The `{name, value}` rows of headers, query parameters, form fields and variables, also written as one collection. */
export function readPairs(fields: Bundle, key: string): readonly { readonly name: string; readonly value: Value }[] {
  return readList(fields, key).flatMap((row) => {
    if (!isBundle(row)) return [];
    if (!('name' in row) && !('key' in row)) return Object.entries(row).map(([name, value]) => ({ name, value }));
    const name = readText(row, 'name') ?? readText(row, 'key');
    return name === undefined ? [] : [{ name, value: row['value'] }];
  });
}

export function isBundle(value: Value): value is Bundle {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

function present(value: Value): Exclude<Value, null | undefined> | undefined {
  return value === null || value === '' ? undefined : value;
}

function wrongType(key: string, expected: string): ModuleError {
  return new ModuleError('DataError', `The field "${key}" must be ${expected}.`);
}
