import type { JsonValue } from '@ebbflow/kernel';
import {
  MAX_STRUCTURE_DEPTH,
  MAX_STRUCTURE_FIELDS,
  type StructureField,
  type StructureFieldType,
} from './data-structure.ts';

/** Items of an array that are looked at; further ones seldom tell more. */
const LOOKED_AT = 50;

/**
 * The fields a sample shows; pure. Nothing in it is required: one sample cannot tell. A sample that is an array counts as several
 * samples of its items; one that is neither has a single field `value`. Beyond the bounds of a structure a field is `any`.
 */
export function inferStructure(sample: JsonValue): readonly StructureField[] {
  return new Inference().fieldsOf(Array.isArray(sample) ? sample.slice(0, LOOKED_AT) : [sample], 1);
}

class Inference {
  #count = 0;

  fieldsOf(samples: readonly JsonValue[], depth: number): StructureField[] {
    const values = new Map<string, JsonValue[]>();
    for (const sample of samples) {
      for (const [name, value] of Object.entries(isObject(sample) ? sample : { value: sample })) {
        if (name === '' || name.length > 256) continue;
        const seen = values.get(name);
        if (seen === undefined) values.set(name, [value]);
        else seen.push(value);
      }
    }
    const fields: StructureField[] = [];
    for (const [name, seen] of values) {
      if (this.#count >= MAX_STRUCTURE_FIELDS) break;
      this.#count += 1;
      fields.push(this.#field(name, seen, depth));
    }
    return fields;
  }

  #field(name: string, seen: readonly JsonValue[], depth: number): StructureField {
    const given = seen.filter((value) => value !== null);
    const [first, ...rest] = new Set(given.map(typeOf));
    const type = first === undefined || rest.length > 0 ? 'any' : first;
    if (depth >= MAX_STRUCTURE_DEPTH) return { name, type: type === 'collection' || type === 'array' ? 'any' : type };
    if (type === 'collection') return { name, type, spec: this.fieldsOf(given, depth + 1) };
    if (type !== 'array') {
      const isMultiline = type === 'text' && given.some((value) => typeof value === 'string' && value.includes('\n'));
      return isMultiline ? { name, type, multiline: true } : { name, type };
    }
    const items = given.flatMap((value) => (Array.isArray(value) ? value.slice(0, LOOKED_AT) : []));
    if (items.length === 0 || this.#count >= MAX_STRUCTURE_FIELDS) return { name, type };
    this.#count += 1;
    return { name, type, spec: [this.#field('item', items, depth + 1)] };
  }
}

function typeOf(value: JsonValue): StructureFieldType {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'collection';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  const isDate =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value));
  return isDate ? 'date' : 'text';
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
