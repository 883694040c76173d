import type { Fault } from '@ebbflow/kernel';
import type { DataStructureShape, StructureField } from './data-structure.ts';

export interface Conformed {
  /** The data with what could be read as its type in that type, and with the defaults of what was not there. */
  readonly data: unknown;
  /** Empty when the data is as the structure wants it. No sentence quotes the data. */
  readonly faults: readonly Fault[];
}

/** Faults one answer names; whoever sends ten thousand wrong rows learns from the first ones. */
const MAX_FAULTS = 100;
/** Deeper data than any structure can describe is not walked. */
const MAX_DEPTH = 200;

/**
 * Holds data against a structure; pure. Lenient where writing differs and meaning does not: a number, boolean or date may stand
 * there as text, a text as number or boolean. `null`, an empty text and absence are one: not given. Data is not changed but copied.
 * `pointer` is where the data stands in the caller's document.
 */
export function conformToStructure(shape: DataStructureShape, data: unknown, pointer = ''): Conformed {
  const conforming = new Conforming(shape.strict);
  const conformed = isRecord(data)
    ? conforming.members(shape.fields, data, pointer, 1)
    : conforming.fault(pointer, 'The data must be an object with fields.', data);
  return { data: conformed, faults: conforming.faults };
}

class Conforming {
  readonly faults: Fault[] = [];
  readonly #isStrict: boolean;

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  members(
    fields: readonly StructureField[],
    data: Readonly<Record<string, unknown>>,
    pointer: string,
    depth: number,
  ): unknown {
    const conformed: Record<string, unknown> = {};
    const known = new Map(fields.map((field) => [field.name, field]));
    for (const [name, value] of Object.entries(data)) {
      if (name === '__proto__') continue;
      const at = `${pointer}/${escaped(name)}`;
      const field = known.get(name);
      if (field !== undefined) conformed[name] = this.#value(field, value, at, depth);
      else if (this.#isStrict) this.fault(at, 'The structure has no field of this name.', value);
      else conformed[name] = value;
    }
    for (const field of fields) {
      if (Object.hasOwn(data, field.name)) continue;
      const value = this.#missing(field, `${pointer}/${escaped(field.name)}`);
      if (value !== undefined) conformed[field.name] = value;
    }
    return conformed;
  }

  fault<T>(pointer: string, message: string, value: T): T {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ pointer, message });
    return value;
  }

  #value(field: StructureField, value: unknown, at: string, depth: number): unknown {
    if (value === undefined || value === null || value === '') {
      return field.required === true || field.default !== undefined ? this.#missing(field, at) : value;
    }
    if (depth > MAX_DEPTH) return this.fault(at, 'The data is nested too deep.', value);
    if (field.type === 'any') return value;
    if (field.type === 'array') return this.#items(field.spec?.[0], value, at, depth);
    if (field.type === 'collection') {
      if (!isRecord(value)) return this.fault(at, 'A collection (object) is expected here.', value);
      return field.spec === undefined ? value : this.members(field.spec, value, at, depth + 1);
    }
    return readScalar(field.type, value) ?? this.fault(at, EXPECTED[field.type], value);
  }

  #items(item: StructureField | undefined, value: unknown, at: string, depth: number): unknown {
    if (!Array.isArray(value)) return this.fault(at, 'An array is expected here.', value);
    if (item === undefined) return value as unknown[];
    return value.map((element: unknown, index) => this.#value(item, element, `${at}/${String(index)}`, depth + 1));
  }

  #missing(field: StructureField, at: string): unknown {
    if (field.default !== undefined) return structuredClone(field.default);
    return field.required === true ? this.fault<unknown>(at, 'This field is required.', undefined) : undefined;
  }
}

type ScalarType = 'text' | 'number' | 'boolean' | 'date' | 'buffer';

const EXPECTED: Readonly<Record<ScalarType, string>> = {
  text: 'A text is expected here.',
  number: 'A number is expected here.',
  boolean: 'true or false is expected here.',
  date: 'A date is expected here, such as 2026-01-31T08:00:00Z.',
  buffer: 'Binary data is expected here.',
};

/** The value in its type, or undefined when it is none of that type. A date that is written as text stays the text. */
function readScalar(type: ScalarType, value: unknown): unknown {
  switch (type) {
    case 'text':
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
      return typeof value === 'string' ? value : undefined;
    case 'number':
      return readNumber(value);
    case 'boolean':
      if (value === 'true') return true;
      if (value === 'false') return false;
      return typeof value === 'boolean' ? value : undefined;
    case 'date':
      return isDate(value) ? value : undefined;
    case 'buffer':
      return typeof value === 'string' || value instanceof Uint8Array ? value : undefined;
  }
}

function readNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value))
    return readNumber(Number(value));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A Date, or text that begins as ISO 8601 does and names an instant. */
function isDate(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
