import {
  isBundle,
  ModuleError,
  readList,
  readText,
  type Bundle,
  type DataStoreCondition,
  type Value,
} from '@ebbflow/connector-sdk';

const MOST_CONDITIONS = 100;

/**
 * `mapper.filter`: alternatives of conditions `{a, o, b}` as in filters, but `a` is the name of a field and not a template.
 * Hand-written files have a single list of conditions, which counts as one alternative.
 * @throws ModuleError DataError naming the condition
 */
export function readFilter(mapped: Bundle): readonly (readonly DataStoreCondition[])[] {
  const written = readList(mapped, 'filter');
  const alternatives = written.some(isBundle) ? [written] : written.map((alternative) => listOf(alternative));
  const filter = alternatives
    .map((conditions, at) => conditions.map((condition, index) => readCondition(condition, at, index)))
    .filter((conditions) => conditions.length > 0);
  if (filter.flat().length > MOST_CONDITIONS) {
    throw new ModuleError('DataError', `The field "filter" has more than ${String(MOST_CONDITIONS)} conditions.`);
  }
  return filter;
}

function readCondition(condition: Value, alternative: number, index: number): DataStoreCondition {
  const fields = isBundle(condition) ? condition : {};
  const [a, o] = [readText(fields, 'a'), readText(fields, 'o')];
  if (a === undefined || o === undefined) {
    const path = `filter[${String(alternative + 1)}][${String(index + 1)}]`;
    throw new ModuleError('DataError', `The field "${path}" must have a field in "a" and an operator in "o".`);
  }
  return { a, o, ...('b' in fields ? { b: fields['b'] } : {}) };
}

function listOf(value: Value): readonly Value[] {
  if (value === null || value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}
