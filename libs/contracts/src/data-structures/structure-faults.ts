import type { Fault } from '@ebbflow/kernel';
import {
  type DataStructureShape,
  MAX_STRUCTURE_DEPTH,
  MAX_STRUCTURE_FIELDS,
  type StructureField,
} from './data-structure.ts';

/**
 * What is wrong with a structure itself: names that come twice, fields in the wrong kind of field, too many or too deep.
 * `pointer` is where `fields` stands in the caller's document.
 */
export function structureFaults({ fields }: Pick<DataStructureShape, 'fields'>, pointer = '/fields'): readonly Fault[] {
  const faults: Fault[] = [];
  let count = 0;
  const walk = (level: readonly StructureField[], at: string, depth: number): void => {
    if (depth > MAX_STRUCTURE_DEPTH) {
      faults.push({ pointer: at, message: `Nest fields at most ${String(MAX_STRUCTURE_DEPTH)} levels deep.` });
      return;
    }
    const names = new Set<string>();
    level.forEach((field, index) => {
      const here = `${at}/${String(index)}`;
      count += 1;
      if (names.has(field.name)) faults.push({ pointer: `${here}/name`, message: 'Another field here has this name.' });
      names.add(field.name);
      if (field.spec === undefined) return;
      if (field.type !== 'collection' && field.type !== 'array') {
        faults.push({ pointer: `${here}/spec`, message: 'Only a collection or an array has fields of its own.' });
      } else if (field.type === 'array' && field.spec.length > 1) {
        faults.push({ pointer: `${here}/spec`, message: 'An array has one item; give it one field.' });
      } else walk(field.spec, `${here}/spec`, depth + 1);
    });
  };
  walk(fields, pointer, 1);
  if (count > MAX_STRUCTURE_FIELDS) {
    faults.push({ pointer, message: `A structure has at most ${String(MAX_STRUCTURE_FIELDS)} fields in all.` });
  }
  return faults;
}
