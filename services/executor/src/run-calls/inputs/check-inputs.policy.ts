import type { FieldSpec } from '@ebbflow/blueprint';
import { type Bundle, decodeValue, isBundle, type Value } from '@ebbflow/connector-sdk';
import type { Fault, JsonValue } from '@ebbflow/kernel';

interface Checking {
  readonly faults: Fault[];
}

/**
 * What a caller gives, held against the inputs that the scenario names: defaults put in, and texts that are numbers or dates taken as
 * such, because callers send what forms and templates made. What the scenario does not name is passed on as it is.
 */
export function checkInputs(
  specs: readonly FieldSpec[],
  given: Bundle,
  pointer: string,
): { readonly inputs: Bundle; readonly faults: readonly Fault[] } {
  const checking: Checking = { faults: [] };
  const inputs = checkMembers(specs, given, pointer, checking);
  return { inputs, faults: checking.faults };
}

function checkMembers(specs: readonly FieldSpec[], given: Bundle, pointer: string, checking: Checking): Bundle {
  const checked: Record<string, Value> = { ...given };
  for (const spec of specs) {
    const place = `${pointer}/${spec.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = checkField(spec, Object.hasOwn(given, spec.name) ? given[spec.name] : undefined, place, checking);
    if (value !== undefined) checked[spec.name] = value;
  }
  return checked;
}

function checkField(spec: FieldSpec, given: Value, pointer: string, checking: Checking): Value {
  const value = given ?? defaultOf(spec);
  if (value === undefined || value === null || value === '') {
    if (spec.isRequired) checking.faults.push({ pointer, message: 'This input is required.' });
    return value;
  }
  const read = READERS[spec.type]?.(value, spec, pointer, checking);
  if (read === undefined) return value;
  if (read.message !== undefined) checking.faults.push({ pointer, message: read.message });
  return read.value;
}

function defaultOf({ default: value }: FieldSpec): Value {
  return value === undefined ? undefined : decodeValue(value satisfies JsonValue);
}

type Read = { readonly value: Value; readonly message?: string };
type Reader = (value: Value, spec: FieldSpec, pointer: string, checking: Checking) => Read;

const readText: Reader = (value) => {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) };
  if (value instanceof Date) return { value: value.toISOString() };
  return { value, message: 'This must be a text.' };
};

const readNumber: Reader = (value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number }
    : { value, message: 'This must be a number.' };
};

const readInteger: Reader = (value, ...rest) => {
  const read = readNumber(value, ...rest);
  return Number.isSafeInteger(read.value) ? read : { value, message: 'This must be a whole number.' };
};

const readUnsigned: Reader = (value, ...rest) => {
  const read = readInteger(value, ...rest);
  return typeof read.value === 'number' && read.value >= 0
    ? read
    : { value, message: 'This must be a whole number from 0.' };
};

const readBoolean: Reader = (value) => {
  if (typeof value === 'boolean') return { value };
  if (value === 'true' || value === 'false') return { value: value === 'true' };
  return { value, message: 'This must be true or false.' };
};

const readDate: Reader = (value) => {
  const date = typeof value === 'string' ? new Date(value) : value;
  return date instanceof Date && !Number.isNaN(date.getTime())
    ? { value: date }
    : { value, message: 'This must be a date such as 2026-01-31T12:00:00Z.' };
};

const readArray: Reader = (value, spec, pointer, checking) => {
  if (!Array.isArray(value)) return { value, message: 'This must be a list.' };
  const [item] = spec.spec;
  if (item === undefined) return { value };
  return { value: value.map((element, index) => checkField(item, element, `${pointer}/${String(index)}`, checking)) };
};

const readCollection: Reader = (value, spec, pointer, checking) =>
  isBundle(value)
    ? { value: checkMembers(spec.spec, value, pointer, checking) }
    : { value, message: 'This must be an object.' };

/** Types that say what a value is; the others (`any`, `file`, `select`, …) take whatever comes. */
const READERS: Readonly<Record<string, Reader | undefined>> = {
  text: readText,
  email: readText,
  url: readText,
  number: readNumber,
  integer: readInteger,
  uinteger: readUnsigned,
  boolean: readBoolean,
  date: readDate,
  array: readArray,
  collection: readCollection,
};
