import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { FieldSpec } from '../field-spec.ts';
import { childPointer } from '../pointer.ts';
import { isObject, type Reading } from './reading.ts';
import { readBoolean, readText } from './scalars.ts';

/** Deeper specifications are cut: a form cannot show them, and they must not exhaust the stack. */
const MAX_DEPTH = 50;

/** The fields of a specification; entries without a name are remarked on and left out, except the item of an array. */
export function readFieldSpecs(
  value: JsonValue | undefined,
  pointer: string,
  reading: Reading,
  depth = 0,
): readonly FieldSpec[] {
  if (depth > MAX_DEPTH) return [];
  // The item of an array is one object instead of a list, and has no name of its own.
  const fields = isObject(value) ? [{ ...value, name: readText(value['name']) ?? 'value' }] : value;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: JsonValue, index): FieldSpec[] => {
    const at = isObject(value) ? pointer : childPointer(pointer, index);
    const name = isObject(field) ? readText(field['name']) : undefined;
    if (isObject(field) && name !== undefined) {
      return [
        {
          ...describeField(field, name),
          spec: readFieldSpecs(field['spec'], childPointer(at, 'spec'), reading, depth + 1),
        },
      ];
    }
    reading.unusual(at, 'A field is an object with a "name"; this one is left out.');
    return [];
  });
}

function describeField(field: JsonObject, name: string): Omit<FieldSpec, 'spec'> {
  return {
    name,
    type: readText(field['type']) ?? 'any',
    label: readText(field['label']) ?? name,
    isRequired: readBoolean(field['required']) ?? false,
    default: field['default'],
  };
}
