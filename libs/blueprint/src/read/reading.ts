import type { Fault, JsonObject, JsonValue } from '@ebbflow/kernel';
import type { Finding } from '../finding.ts';
import type { LentModules } from './lend-modules.ts';
import { childPointer } from '../pointer.ts';

/** Deeper nesting is refused before it can exhaust the stack; real exports stay below 10 flows and 30 levels of mapper. */
export const MAX_FLOW_DEPTH = 100;

/** Collects what one reading of one document finds wrong or odd, so that all of it is reported at once. */
export class Reading {
  readonly faults: Fault[] = [];
  readonly findings: Finding[] = [];
  /** Routes that name their modules by id, with what they name. */
  readonly lentModules: LentModules = new WeakMap();

  fault(pointer: string, message: string): void {
    this.faults.push({ pointer, message });
  }

  unusual(pointer: string, message: string): void {
    this.findings.push({ kind: 'unusual-shape', severity: 'info', pointer, message });
  }

  /** A member that should be an object: absent and null are `{}`, anything else is remarked on and read as `{}`. */
  objectAt(parent: JsonObject, key: string, pointer: string): JsonObject {
    const value = parent[key];
    if (isObject(value)) return value;
    if (value !== undefined && value !== null && !isEmptyList(value)) {
      this.unusual(childPointer(pointer, key), `Expected an object, found ${describe(value)}; it is read as empty.`);
    }
    return {};
  }

  /** A member that should be a list: absent and null are `[]`, anything else is remarked on and read as `[]`. */
  listAt(parent: JsonObject, key: string, pointer: string): readonly JsonValue[] {
    const value = parent[key];
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) {
      this.unusual(childPointer(pointer, key), `Expected a list, found ${describe(value)}; it is read as empty.`);
    }
    return [];
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// PHP-made exports write an empty object as [].
function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The kind of a JSON value in words, never its content. */
export function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
