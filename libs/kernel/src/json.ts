import { ExpectedError } from './errors.ts';

export type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Keys that reach an object's prototype when assigned; dropped from everything parsed from outside. */
const POISONOUS_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON.parse for bytes or text from outside: poisonous keys are dropped, so that later spreads and assignments are safe.
 * @throws ExpectedError `KERNEL.BAD_JSON` (400), with the offset in words of V8 but never the text itself.
 */
export function parseUntrustedJson(text: string): JsonValue {
  try {
    // A reviver costs a call per key (about 4x of a bare parse); the cheap test keeps the usual document fast.
    if (!/__proto__|constructor|prototype/.test(text)) return JSON.parse(text) as JsonValue;
    return JSON.parse(text, (key: string, value: JsonValue) =>
      POISONOUS_KEYS.has(key) ? undefined : value,
    ) as JsonValue;
  } catch (cause) {
    const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
    throw new ExpectedError(
      'KERNEL.BAD_JSON',
      400,
      position === undefined ? 'The text is not valid JSON.' : `The text is not valid JSON at character ${position}.`,
    );
  }
}
