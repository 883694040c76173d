import type { FieldChange } from '@ebbflow/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@ebbflow/kernel';

/**
 * Where two values differ, as deep as can be said: members of objects one by one, items of lists of equal length one by one, and a list
 * that became longer or shorter as a whole, because which item went is a guess. Pointers begin at `pointer`.
 */
export function jsonChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  pointer = '',
): readonly FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => jsonChanges(member(before, key), member(after, key), child(pointer, key)));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => jsonChanges(item, after[index], child(pointer, String(index))));
  }
  return [{ pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

/** A copy without some of its members. */
export function without(value: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: JsonObject, key: string): JsonObject {
  const found = member(value, key);
  return isObject(found) ? found : {};
}

/** Own members only: a document may have one called `constructor`. */
function member(value: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function child(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
