import { elementAt } from '../compile/path.ts';
import { toText } from '../coerce/to-text.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { readOwn } from '../evaluate/own-property.ts';
import { isCollection, type Value } from '../value.ts';

const INDEX = /^-?\d{1,15}$/;
/** Longer than any real path; a path is data and may come from outside. */
const LONGEST = 10_000;

/** Splits `items.2.name`, `` items.`Full Name` `` and `items[2].name` into its steps. */
function splitPath(path: string): string[] {
  const steps = path.slice(0, LONGEST).match(/`[^`]*`|[^.[\]`]+/g) ?? [];
  return steps.map((step) => (step.startsWith('`') && step.length > 1 ? step.slice(1, -1) : step));
}

/** Follows raw names joined by dots, 1-based numbers for elements; whatever is missing answers undefined. */
export function valueAtPath(source: Value, path: string): Value {
  // A key that has a dot in it is found before the dots are taken apart.
  if (isCollection(source) && Object.hasOwn(source, path)) return readOwn(source, path);
  let value = source;
  for (const step of splitPath(path)) {
    if (Array.isArray(value)) value = INDEX.test(step) ? elementAt(value, Number(step)) : undefined;
    else value = isCollection(value) ? readOwn(value, step) : undefined;
    if (value === undefined || value === null) return value;
  }
  return value;
}

/** A path is text, or a number when it is one index. */
export function pathText(path: Value, evaluation: Evaluation): string {
  return typeof path === 'number' ? String(Math.trunc(path)) : toText(path, evaluation.budget);
}
