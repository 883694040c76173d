import { parseUntrustedJson, type JsonObject, type JsonValue } from '@ebbflow/kernel';
import { childPointer } from '../pointer.ts';
import { describe, isObject, type Reading } from './reading.ts';

/** Members that hold a blueprint in what Make's API and template gallery answer. */
const WRAPPERS = ['response', 'blueprint', 'scenario', 'template', 'data'] as const;
const MAX_WRAPPERS = 6;

export interface Unwrapped {
  readonly document: JsonObject;
  readonly pointer: string;
  /** The innermost wrapper, which may carry the scheduling. */
  readonly wrapper: JsonObject;
}

/** Finds the object that has the `flow`: plain, wrapped as `response.blueprint`, and each layer an object or JSON in a string. */
export function unwrapDocument(json: JsonValue, reading: Reading): Unwrapped | undefined {
  let current = json;
  let pointer = '';
  let wrapper: JsonObject = {};
  for (let layer = 0; layer < MAX_WRAPPERS; layer += 1) {
    const parsed = typeof current === 'string' ? parseText(current, pointer, reading) : current;
    if (parsed === undefined) return undefined;
    if (!isObject(parsed)) {
      reading.fault(pointer, `A blueprint is an object with a "flow"; this is ${describe(parsed)}.`);
      return undefined;
    }
    const inner = 'flow' in parsed ? undefined : WRAPPERS.find((key) => isWrapped(parsed[key]));
    if (inner === undefined) return { document: parsed, pointer, wrapper };
    wrapper = parsed;
    current = parsed[inner] ?? null;
    pointer = childPointer(pointer, inner);
  }
  reading.fault(pointer, 'The blueprint lies under too many wrappers; give the object that has the "flow".');
  return undefined;
}

function isWrapped(value: JsonValue | undefined): boolean {
  return isObject(value) || (typeof value === 'string' && value.trimStart().startsWith('{'));
}

function parseText(text: string, pointer: string, reading: Reading): JsonValue | undefined {
  try {
    return parseUntrustedJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    reading.fault(pointer, error instanceof Error ? error.message : 'The text is not valid JSON.');
    return undefined;
  }
}
