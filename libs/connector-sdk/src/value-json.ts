import type { JsonValue } from '@ebbflow/kernel';
import { fileValue, isFile } from './file.ts';
import type { Value } from './module-context.ts';
import { ModuleError } from './module-error.ts';

/** Deeper values are refused before they can exhaust the stack, here or where the JSON is read. */
export const MAX_VALUE_DEPTH = 500;

/** Objects whose only key is one of these stand for something JSON has no word for. */
const MARKERS = new Set(['$date', '$bytes', '$file', '$literal']);

/**
 * A value as JSON that `decodeValue` turns back into the same value: dates become `{"$date": ISO}`, bytes `{"$bytes": base64}`,
 * a file `{"$file": {id, size}}`.
 * An object that happens to look like one of these is wrapped as `{"$literal": …}`. What JSON cannot carry at all (undefined,
 * NaN, infinities, an invalid date) becomes null, or is left out where it is a field.
 * @throws ModuleError DataError when the value is nested more than `MAX_VALUE_DEPTH` levels deep
 */
export function encodeValue(value: Value): JsonValue {
  return encode(value, 0);
}

function encode(value: Value, depth: number): JsonValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (isFile(value)) return { $file: { id: value.id, size: value.size } };
  if (depth >= MAX_VALUE_DEPTH) {
    throw new ModuleError('DataError', `A value is nested more than ${String(MAX_VALUE_DEPTH)} levels deep.`);
  }
  if (Array.isArray(value)) return value.map((element) => encode(element, depth + 1));
  const encoded: { [key: string]: JsonValue } = {};
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined && key !== '__proto__') encoded[key] = encode(field, depth + 1);
  }
  return isMarker(encoded) ? { $literal: encoded } : encoded;
}

/** The inverse of `encodeValue`; also reads plain JSON, which it leaves as it is. */
export function decodeValue(json: JsonValue): Value {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(decodeValue);
  if (isMarker(json)) {
    const { $date, $bytes, $file, $literal } = json;
    if (typeof $date === 'string') return new Date($date);
    if (typeof $bytes === 'string') return new Uint8Array(Buffer.from($bytes, 'base64'));
    if (isStoredFile($file)) return fileValue($file);
    if (typeof $literal === 'object' && $literal !== null && !Array.isArray($literal)) return decodeFields($literal);
  }
  return decodeFields(json);
}

/** The ids of the files that what `encodeValue` wrote names, each once. */
export function fileIdsIn(json: JsonValue): ReadonlySet<string> {
  const ids = new Set<string>();
  collectFileIds(json, ids);
  return ids;
}

function collectFileIds(json: JsonValue, ids: Set<string>): void {
  if (typeof json !== 'object' || json === null) return;
  if (!Array.isArray(json) && isMarker(json)) {
    const { $file, $literal } = json;
    if (isStoredFile($file)) ids.add($file.id);
    // What looks like a marker in there is data; its fields are encoded like any other value.
    else if (typeof $literal === 'object' && $literal !== null)
      for (const inner of Object.values($literal)) collectFileIds(inner, ids);
    else for (const field of Object.values(json)) collectFileIds(field, ids);
    return;
  }
  for (const field of Object.values(json)) collectFileIds(field, ids);
}

function decodeFields(json: { [key: string]: JsonValue }): { [key: string]: Value } {
  const decoded: { [key: string]: Value } = {};
  for (const [key, field] of Object.entries(json)) if (key !== '__proto__') decoded[key] = decodeValue(field);
  return decoded;
}

function isStoredFile(json: JsonValue | undefined): json is { id: string; size: number } {
  return (
    typeof json === 'object' &&
    json !== null &&
    !Array.isArray(json) &&
    typeof json['id'] === 'string' &&
    typeof json['size'] === 'number'
  );
}

function isMarker(json: { [key: string]: JsonValue }): boolean {
  const keys = Object.keys(json);
  return keys.length === 1 && MARKERS.has(keys[0] ?? '');
}
