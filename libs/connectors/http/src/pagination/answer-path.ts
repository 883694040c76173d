import { isBundle, type Value } from '@ebbflow/connector-sdk';

const USUAL_LISTS = ['data', 'items', 'results', 'records', 'values', 'value', 'rows', 'entries'];

/** The value under a dotted path; own fields only, list elements counted from 1 as in templates. */
export function readPath(value: Value, path: string): Value {
  let current = value;
  for (const name of path.split('.')) {
    if (Array.isArray(current)) current = current[Number(name) - 1];
    else current = isBundle(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}

/** The list of a page; undefined where none is found. */
export function findItems(data: Value, path: string | undefined): readonly Value[] | undefined {
  const found = path === undefined ? data : readPath(data, path);
  if (Array.isArray(found)) return found;
  if (path !== undefined || !isBundle(data)) return undefined;
  return USUAL_LISTS.map((name) => data[name]).find((candidate): candidate is Value[] => Array.isArray(candidate));
}
