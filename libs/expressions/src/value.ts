/** Plain data as it flows between modules: JSON values, dates and bytes. Never a class instance with behaviour. */
export type Value =
  string | number | boolean | null | undefined | Date | Uint8Array | Value[] | { [key: string]: Value };

/** A collection: keys and values, read by own property only. */
export type Collection = { [key: string]: Value };

/**
 * What the keyword `ignore` evaluates to: the caller leaves the field out altogether. Compare by identity;
 * the object is frozen, has no prototype and no keys, so that a caller who forgets sees an empty collection.
 */
export const IGNORE: Value = Object.freeze(Object.create(null) as Collection);

/** What the keyword `erase` evaluates to: the caller writes the empty value of the field's type (`''`, `[]` or null). */
export const ERASE: Value = Object.freeze(Object.create(null) as Collection);

/** Neither null, nor missing, nor one of the two field markers. */
export function isPresent(value: Value): value is Exclude<Value, null | undefined> {
  return value !== undefined && value !== null && value !== IGNORE && value !== ERASE;
}

export function isCollection(value: Value): value is Collection {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array) &&
    value !== IGNORE &&
    value !== ERASE
  );
}
