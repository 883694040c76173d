import { readText } from './mapped-field.ts';
import type { Bundle, Value } from './module-context.ts';
import { ModuleError } from './module-error.ts';

/** Longest text a module works on in one piece unless it says otherwise, characters. */
export const LONGEST_TEXT = 16 * 1_048_576;

/** Deepest nesting of data that a module makes from text; engine and log walk bundles by recursion. */
export const DEEPEST_NESTING = 500;

/**
 * Text of a field; empty where nothing is there. Bound before work begins: what is made of a text (a tree, matches) takes
 * many times its room.
 * @throws ModuleError DataError when it is longer than `atMost` characters, or no text at all
 */
export function readLongText(fields: Bundle, key: string, atMost = LONGEST_TEXT): string {
  const value = fields[key];
  // Bytes are never more characters than bytes, so this refuses them before they are decoded.
  if (value instanceof Uint8Array && value.byteLength > atMost * 4) throw tooLong(key, atMost);
  const text = readText(fields, key) ?? '';
  if (text.length > atMost) throw tooLong(key, atMost);
  return text;
}

/** As `readLongText`, where the module cannot do without. @throws ModuleError DataError also when the field is empty */
export function requireText(fields: Bundle, key: string, atMost = LONGEST_TEXT): string {
  const text = readLongText(fields, key, atMost);
  if (text === '') throw new ModuleError('DataError', `The field "${key}" is empty; the module needs a text there.`);
  return text;
}

/**
 * Bytes of a field; text counts as UTF-8.
 * @throws ModuleError DataError when it is empty, longer than `atMost` bytes, or neither bytes nor text
 */
export function requireBytes(fields: Bundle, key: string, atMost = LONGEST_TEXT): Uint8Array {
  const value = fields[key];
  const bytes = value instanceof Uint8Array ? value : Buffer.from(readText(fields, key) ?? '', 'utf8');
  if (bytes.byteLength === 0)
    throw new ModuleError('DataError', `The field "${key}" is empty; the module needs data there.`);
  if (bytes.byteLength > atMost) {
    throw new ModuleError('DataError', `The field "${key}" has more than ${String(atMost)} bytes.`);
  }
  return bytes;
}

/**
 * Checks data that was made from somebody's text before it goes on as a bundle: no deeper than `DEEPEST_NESTING`, and no key
 * `__proto__`, which an assignment further down would take for the prototype. Walks without recursion.
 * @throws ModuleError DataError naming the field the text came from
 */
export function requireSoundData(data: Value, key: string): void {
  let level: readonly Value[] = [data];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST_NESTING) {
      throw new ModuleError('DataError', `The field "${key}" is nested deeper than ${String(DEEPEST_NESTING)} levels.`);
    }
    level = level.flatMap((value) => membersOf(value, key));
  }
}

function membersOf(value: Value, key: string): readonly Value[] {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.filter(isNested);
  if (Object.hasOwn(value, '__proto__')) {
    throw new ModuleError(
      'DataError',
      `The field "${key}" has the name "__proto__" in it, which cannot be a field's name.`,
    );
  }
  return Object.values(value).filter(isNested);
}

function isNested(value: Value): boolean {
  return typeof value === 'object' && value !== null;
}

function tooLong(key: string, atMost: number): ModuleError {
  return new ModuleError('DataError', `The field "${key}" is longer than ${String(atMost)} characters.`);
}
